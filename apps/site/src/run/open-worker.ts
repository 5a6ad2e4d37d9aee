import { Link } from './link.ts';

/** A link to a worker of its own, which computes off the page's thread. */
export const openLink = (): Link =>
  new Link(() => new Worker(new URL('../worker/main.ts', import.meta.url), { type: 'module', name: 'hyperprior' }));
