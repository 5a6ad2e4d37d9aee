/** A README's example as a page: bundled by Vite, and run in Chromium. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { root } from './packages.mjs';

const settings = JSON.parse(readFileSync(`${root}tooling/vitest/src/chromium.json`, 'utf8'));

/** Opens Chromium for several pages. */
export const openChromium = () =>
  chromium.launch({ ...settings, executablePath: process.env.CHROMIUM_PATH ?? settings.executablePath });

/** Builds `example.mjs` of a project into a page and opens it. Returns what went wrong, or null. */
export async function tryInPage(project, browser) {
  writeFileSync(join(project, 'index.html'), page);
  offerWasm(project);
  const cores = new Set();
  try {
    await build({ ...config(project), plugins: [copiesOfCore(cores)] });
  } catch (error) {
    return `Vite cannot build its example\n${error.message}`;
  }
  if (cores.size > 1) return `Vite's bundle has ${cores.size} copies of tfjs-core: ${[...cores].join(', ')}`;
  const server = await preview({ ...config(project), preview: { port: 0 } });
  try {
    return await openPage(server.resolvedUrls.local[0], browser);
  } finally {
    await server.close();
  }
}

// The page says when the example has run to its end.
const page = `<!doctype html><title>example</title><link rel="icon" href="data:,">
<script type="module">await import('./example.mjs'); console.log('the end of the example');</script>`;

const config = (project) => ({ root: project, configFile: false, logLevel: 'error', build: { target: 'es2022' } });

/** The .wasm files lie beside the page, where TF.js looks for them unless told otherwise. */
function offerWasm(project) {
  const folder = join(project, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');
  mkdirSync(join(project, 'public'), { recursive: true });
  let files = [];
  try {
    files = readdirSync(folder).filter((name) => name.endsWith('.wasm'));
  } catch {
    return; // the example needs no wasm
  }
  for (const name of files) cpSync(join(folder, name), join(project, 'public', name));
}

/** Collects the folders from which modules of tfjs-core are bundled. */
const copiesOfCore = (folders) => ({
  name: 'copies-of-core',
  moduleParsed({ id }) {
    const match = /^(.*\/@tensorflow\/tfjs-core)\//.exec(id);
    if (match) folders.add(match[1]);
  },
});

/** Waits until the example has run. Any error of the page is a problem, and so is silence. */
async function openPage(address, browser) {
  const tab = await browser.newPage();
  const printed = [];
  const errors = [];
  try {
    tab.on('pageerror', (error) => errors.push(String(error)));
    tab.on('requestfailed', (request) => errors.push(`no answer from ${request.url()}`));
    const ended = tab.waitForEvent('console', {
      predicate: (message) => message.text() === 'the end of the example',
      timeout: 60_000,
    });
    tab.on('console', (message) => {
      if (message.type() === 'log') printed.push(message.text());
      if (message.type() === 'error') errors.push(message.text());
    });
    await tab.goto(address);
    await ended.catch(() => errors.push('it did not come to its end'));
  } finally {
    await tab.close();
  }
  if (errors.length > 0) return `its example fails in a page: ${errors.join('; ')}`;
  return printed.length > 1 ? null : 'its example prints nothing in a page';
}
