/** `npm run pack [FOLDER]` packs every published package to a tarball, as npm would get it, and prints their paths. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { published, root } from './packages.mjs';
import { pnpm } from './run.mjs';

/** Where each package's tarball will lie in a folder, by the package's name. */
export function tarballs(folder) {
  return Object.fromEntries(
    published.map(({ manifest: { name, version } }) => [
      name,
      resolve(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`),
    ]),
  );
}

/** Packs them all into a folder. */
async function packAll(folder) {
  const filters = published.flatMap(({ manifest }) => ['--filter', manifest.name]);
  const { ok, output } = await pnpm(['--recursive', ...filters, 'pack', '--pack-destination', folder]);
  return { ok, output: ok ? Object.values(tarballs(folder)).join('\n') : output };
}

/** Does its work while they all lie in a temporary folder. */
export async function whilePacked(work) {
  const folder = mkdtempSync(join(tmpdir(), 'hyperprior-packed-'));
  try {
    const packed = await packAll(folder);
    return packed.ok ? await work(folder) : packed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const folder = resolve(root, argv[2] ?? 'tarballs');
  mkdirSync(folder, { recursive: true });
  const { ok, output } = await packAll(folder);
  console.log(output);
  process.exitCode = ok ? 0 : 1;
}
