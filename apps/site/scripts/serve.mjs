/** Builds the site unless it is up to date, and serves it on this machine: `serve [port]`, 4173 by default. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { serveFolder } from './static-server.mjs';

const port = Number(process.argv[2] ?? 4173);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`serve: the port must be a whole number from 0 to 65535, but is '${process.argv[2]}'`);
  process.exit(2);
}
const root = fileURLToPath(new URL('../../../', import.meta.url));
const turbo = ['turbo', 'run', 'build', '--filter=@hyperprior/site', '--output-logs=errors-only'];
execFileSync('npx', turbo, { cwd: root, stdio: 'inherit' });
try {
  const { address } = await serveFolder(fileURLToPath(new URL('../dist', import.meta.url)), { port });
  console.log(`\nHyperprior's site: ${address}   (Ctrl-C ends it)`);
} catch (error) {
  console.error(`serve: port ${port} cannot be had (${error.code}); give another one: npm run serve -- 8080`);
  process.exit(1);
}
