/**
 * Every package as its users get it: packed to a tarball, installed by npm into an empty project with plain Node, and
 * the first JavaScript example of its README run there, and the workspace's own too.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { published, root } from './packages.mjs';
import { run } from './run.mjs';

/** What a README's example may import besides the package itself. */
const companions = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu', '@tensorflow/tfjs-backend-wasm'];

export async function packedExamples() {
  const folder = mkdtempSync(join(tmpdir(), 'hyperprior-packed-'));
  try {
    const tarballs = await packAll(folder);
    if (!tarballs.ok) return tarballs;
    const installed = await install(folder, tarballs.files);
    if (!installed.ok) return installed;
    return await runExamples(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function packAll(folder) {
  const files = [];
  for (const { folder: source, manifest } of published) {
    const name = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`;
    const packed = await run('npx', ['--yes', 'pnpm@12.21.0', 'pack', '--out', join(folder, name)], {
      cwd: root + source,
    });
    if (!packed.ok) return { ok: false, output: `${source}\n${packed.output}` };
    files.push({ name: manifest.name, path: join(folder, name) });
  }
  return { ok: true, files };
}

/** One empty project that has every tarball, so that they also find each other. */
async function install(folder, files) {
  const version = JSON.parse(readFileSync(`${root}packages/backends/package.json`, 'utf8')).peerDependencies;
  const tensorflow = Object.fromEntries(companions.map((name) => [name, version['@tensorflow/tfjs-core']]));
  const own = Object.fromEntries(files.map(({ name, path }) => [name, `file:${path}`]));
  const manifest = { name: 'stranger', private: true, type: 'module', dependencies: { ...tensorflow, ...own } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  return run('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder });
}

/** The workspace's README, and every package's. */
const readmes = [
  { source: '.', name: 'workspace' },
  ...published.map(({ folder, manifest }) => ({ source: folder, name: manifest.name })),
];

async function runExamples(folder) {
  const problems = [];
  for (const { source, name } of readmes) {
    const example = firstExample(`${root}${source}/README.md`);
    if (example === null) {
      problems.push(`${source}: its README has no \`\`\`js example`);
      continue;
    }
    const file = join(folder, `${name.replaceAll(/[^a-z-]/g, '-')}.mjs`);
    writeFileSync(file, example);
    const { ok, output } = await run('node', [file], { cwd: folder });
    if (!ok || output.trim() === '')
      problems.push(`${source}: its README's example ${ok ? 'prints nothing' : `fails\n${output}`}`);
  }
  return { ok: problems.length === 0, output: problems.join('\n') };
}

function firstExample(path) {
  const match = /```js\n([\s\S]*?)```/.exec(readFileSync(path, 'utf8'));
  return match ? match[1] : null;
}
