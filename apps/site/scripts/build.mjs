/** Builds the site into dist/: the API reference, VitePress's pages, and then free of any base path. */
import { fileURLToPath } from 'node:url';
import { build } from 'vitepress';
import { placeholderBase } from './placeholder-base.mjs';
import { relocate } from './relocate.mjs';

await import('./api.mjs');
const site = fileURLToPath(new URL('..', import.meta.url));
await build(site, { base: placeholderBase });
relocate(fileURLToPath(new URL('../dist/', import.meta.url)));
