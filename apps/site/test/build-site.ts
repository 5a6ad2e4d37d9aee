import { buildIfNeeded } from '../scripts/build-if-needed.mjs';

/** Runs once, before the files that look at the site: two builds at once would be in each other's way. */
export function setup(): void {
  if (process.env.HYPERPRIOR_SITE_BUILT === undefined) buildIfNeeded();
}
