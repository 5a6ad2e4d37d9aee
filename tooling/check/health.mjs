import { published, root } from './packages.mjs';
import { tool } from './run.mjs';

/** Package health: publint and "are the types wrong", on what would be published. */
export async function packageHealth() {
  const outputs = [];
  for (const { folder, manifest } of published) {
    const cwd = `${root}${folder}`;
    const checks = [await tool('publint', ['--strict', '--pack', 'npm', cwd], inCheck)];
    if (manifest.exports['.'])
      checks.push(await tool('attw', ['--pack', cwd, '--profile', 'esm-only', '--format', 'ascii'], inCheck));
    for (const { ok, output } of checks) if (!ok) outputs.push(`${folder}\n${output}`);
  }
  return { ok: outputs.length === 0, output: outputs.join('\n') };
}

const inCheck = { cwd: new URL('.', import.meta.url).pathname };
