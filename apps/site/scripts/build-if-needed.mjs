import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const turbo = 'exec turbo run build --filter=@hyperprior/site --output-logs=errors-only';

/** Builds the site into dist/, unless what is there, or in turbo's cache, is up to date. Throws where that fails. */
export function buildIfNeeded() {
  const { status } = spawnSync('npx', ['--yes', 'pnpm@12.21.0', ...turbo.split(' ')], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('the site could not be built: see above');
}
