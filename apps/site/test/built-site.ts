import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { chromium as flags } from '../../../tooling/vitest/src/chromium.ts';
import { serveFolder } from '../scripts/static-server.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** The built site, served from this machine, and a browser to look at it. */
export interface BuiltSite {
  /** Where it is served: at the origin's root, and deep below it. */
  readonly addresses: readonly [root: string, deep: string];
  /** A page of its own, whose faults are collected while it lives. */
  open(address: string, options?: BrowserContextOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenPage {
  readonly page: Page;
  /** Errors on the console, uncaught errors, failed requests and requests to other origins, one line each. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** Serves the site, which was built before the tests, twice, and starts Chromium. */
export async function builtSite(): Promise<BuiltSite> {
  const [atRoot, deep] = await Promise.all([serveFolder(dist), serveFolder(dist, { at: '/some/deep/path/' })]);
  const browser = await chromium.launch(flags);
  return {
    addresses: [atRoot.address, deep.address],
    open: (address, options) => openPage(browser, address, options),
    async close() {
      await Promise.all([browser.close(), atRoot.close(), deep.close()]);
    },
  };
}

async function openPage(browser: Browser, address: string, options?: BrowserContextOptions): Promise<OpenPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  const { origin } = new URL(address);
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()} ${reason}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  context.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && new URL(url).origin !== origin) faults.push(`left the origin: ${url}`);
  });
  await page.goto(address, { waitUntil: 'load' });
  // Vue leaves its mark when it has taken the page over.
  await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}));
  return { page, faults, close: () => context.close() };
}
