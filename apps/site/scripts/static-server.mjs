import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/**
 * Serves the files in `folder` under the path `at` on this machine alone, and nothing else.
 * @returns the address, and `close()`. Rejects where the port is taken; port 0 takes a free one.
 */
export function serveFolder(folder, { port = 0, at = '/' } = {}) {
  const server = createServer((request, response) => {
    const file = fileFor(folder, at, request.url ?? '/');
    if (file === null) {
      answerMissing(response, join(folder, '404.html'));
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const close = () => new Promise((done) => server.close(done).closeAllConnections());
      resolve({ address: `http://127.0.0.1:${server.address().port}${at}`, close });
    });
  });
}

/** Answers as servers of static sites do: with the site's own page, if it has one. */
function answerMissing(response, page) {
  if (existsSync(page)) {
    response.writeHead(404, { 'content-type': types['.html'] });
    createReadStream(page).pipe(response);
  } else response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing at this address.\n');
}

function fileFor(folder, at, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return null;
  }
  if (!path.startsWith(at)) return null;
  const name = normalize(path.slice(at.length) || '.');
  if (name.startsWith('..')) return null;
  const file = path.endsWith('/') ? join(folder, name, 'index.html') : join(folder, name);
  return existsSync(file) && statSync(file).isFile() ? file : null;
}
