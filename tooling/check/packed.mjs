/**
 * Every package as its users get it: packed to a tarball, installed by npm into an empty project of its own with
 * nothing but what its README says to install, and the README's example run there by plain Node, and as a page that
 * Vite has bundled, in Chromium.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tarballs, whilePacked } from './pack.mjs';
import { published } from './packages.mjs';
import { openChromium, tryInPage } from './page.mjs';
import { readReadme } from './readme.mjs';
import { run } from './run.mjs';

/** The workspace's README, and every package's. */
const strangers = ['.', ...published.map(({ folder }) => folder)];

export const packedExamples = () =>
  whilePacked(async (folder) => {
    const browser = await openChromium();
    try {
      const problems = [];
      for (const source of strangers) {
        const project = join(folder, source.replace('/', '-'));
        const problem =
          (await tryReadme(source, project, tarballs(folder))) ??
          (source.startsWith('apps/') ? null : await tryInPage(project, browser));
        if (problem) problems.push(`${source}: ${problem}`);
      }
      return { ok: problems.length === 0, output: problems.join('\n') };
    } finally {
      await browser.close();
    }
  });

/** Follows a README in an empty project. Returns what went wrong, or null. */
async function tryReadme(source, project, packed) {
  const { packages, example } = readReadme(source);
  if (packages.length === 0) return 'its README has no line `npm install ...`';
  if (example === undefined) return 'its README has no ```js example';
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest(packages, packed), null, 2));
  writeFileSync(join(project, 'example.mjs'), example);
  const installed = await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: project });
  if (!installed.ok) return `npm install fails\n${installed.output}`;
  const { ok, output } = await run('node', ['example.mjs'], { cwd: project });
  if (!ok) return `its example fails\n${output}`;
  return output.trim() === '' ? 'its example prints nothing' : null;
}

/** Our own packages come from the tarballs, also where another of them asks for one. */
function manifest(packages, packed) {
  const own = Object.entries(packed).map(([name, path]) => [name, `file:${path}`]);
  const versions = Object.fromEntries(own);
  const dependencies = Object.fromEntries(packages.map((name) => [name, versions[name] ?? tensorflowVersion]));
  const indirect = own.filter(([name]) => !packages.includes(name));
  return { name: 'stranger', private: true, type: 'module', dependencies, overrides: Object.fromEntries(indirect) };
}

const tensorflowVersion = published.find(({ manifest: { name } }) => name === '@hyperprior/backends').manifest
  .peerDependencies['@tensorflow/tfjs-core'];
