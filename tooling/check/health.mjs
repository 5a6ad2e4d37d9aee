import { tarballs, whilePacked } from './pack.mjs';
import { published } from './packages.mjs';
import { ofCheck, tool } from './run.mjs';

/** Package health: publint and "are the types wrong", on what would be published. */
export const packageHealth = () =>
  whilePacked(async (folder) => {
    const outputs = [];
    for (const { manifest } of published) {
      const tarball = tarballs(folder)[manifest.name];
      const checks = [await tool('publint', ['--strict', tarball], ofCheck)];
      if (manifest.exports['.'])
        checks.push(await tool('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii'], ofCheck));
      for (const { ok, output } of checks) if (!ok) outputs.push(`${manifest.name}\n${output}`);
    }
    return { ok: outputs.length === 0, output: outputs.join('\n') };
  });
