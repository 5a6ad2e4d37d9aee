import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The workspace's root. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every package that is published: its folder, from the root, and its package.json. */
export const published = ['packages', 'apps'].flatMap((group) =>
  readdirSync(`${root}${group}`)
    .map((name) => ({ folder: `${group}/${name}`, manifest: manifestOf(`${group}/${name}`) }))
    .filter(({ manifest }) => manifest && !manifest.private),
);

function manifestOf(folder) {
  try {
    return JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8'));
  } catch {
    return null;
  }
}
