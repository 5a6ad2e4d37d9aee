import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAll, tarballs } from './pack.mjs';
import { published } from './packages.mjs';
import { tool } from './run.mjs';

/** Package health: publint and "are the types wrong", on what would be published. */
export async function packageHealth() {
  const folder = mkdtempSync(join(tmpdir(), 'hyperprior-health-'));
  try {
    const packed = await packAll(folder);
    if (!packed.ok) return packed;
    const outputs = [];
    for (const { manifest } of published) {
      const tarball = tarballs(folder)[manifest.name];
      const checks = [await tool('publint', ['--strict', tarball], ofCheck)];
      if (manifest.exports['.'])
        checks.push(await tool('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii'], ofCheck));
      for (const { ok, output } of checks) if (!ok) outputs.push(`${manifest.name}\n${output}`);
    }
    return { ok: outputs.length === 0, output: outputs.join('\n') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ofCheck = { of: new URL('.', import.meta.url).pathname };
