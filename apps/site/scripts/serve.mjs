/** Builds the site unless it is up to date, and serves it on this machine: `serve [port]`, 4173 by default. */
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './build-if-needed.mjs';
import { serveFolder } from './static-server.mjs';

const port = Number(process.argv[2] ?? 4173);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`serve: the port must be a whole number from 0 to 65535, but is '${process.argv[2]}'`);
  process.exit(2);
}
try {
  buildIfNeeded();
  const { address } = await serveFolder(fileURLToPath(new URL('../dist', import.meta.url)), { port });
  console.log(`\nHyperprior's site: ${address}   (Ctrl-C ends it)`);
} catch (error) {
  const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
  console.error(`serve: ${taken ? `port ${port} cannot be had; name another one: serve 8080` : error.message}`);
  process.exit(1);
}
