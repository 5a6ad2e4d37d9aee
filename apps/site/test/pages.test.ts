import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltSite, builtSite } from './built-site.ts';

const site = new URL('..', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, site), 'utf8');
/** The source of axe-core, to be run in a page. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const packages = [
  'numerics',
  'backends',
  'autodiff',
  'datasets',
  'priors',
  'bas-loss',
  'gbas',
  'cockpit-alpha',
  'experiments',
  'figures',
  'cli',
];
const written = [
  '',
  'batch-shaping.html',
  'learned-priors.html',
  'gates.html',
  'alpha.html',
  'derivatives.html',
  'packages/',
  ...packages.map((name) => `packages/${name}.html`),
];
/** Pages that stand for all that typedoc writes. */
const reference = ['api/', 'api/priors.html', 'api/backends/kernels.html'];
const all = [...written, ...reference];

let built: BuiltSite;
beforeAll(async () => {
  built = await builtSite();
}, 300_000);
afterAll(() => built.close());

/** Opens a page, looks at it, and demands that nothing went wrong meanwhile. */
async function visit(address: string, look: (page: Page) => Promise<void>, options = {}): Promise<void> {
  const { page, faults, close } = await built.open(address, options);
  try {
    await look(page);
    expect(faults).toEqual([]);
  } finally {
    await close();
  }
}

const settled = (page: Page) => page.waitForLoadState('networkidle');
const heading = (page: Page) => page.locator('h1').first().textContent();

describe('each page', () => {
  const motionless = { colorScheme: 'light', reducedMotion: 'reduce' } as const;

  it.each(all)('/%s loads from a deep path without a fault, gives axe nothing to find and fits 360 pixels', (name) =>
    visit(
      built.addresses[1] + name,
      async (page) => {
        await settled(page);
        expect(await heading(page)).not.toMatch(/404/);
        expect(await page.evaluate(() => document.fonts.check('16px Inter'))).toBe(true);
        await inEveryLight(page);
      },
      motionless,
    ),
  );
});

async function inEveryLight(page: Page): Promise<void> {
  const isDark = () => page.evaluate(() => document.documentElement.classList.contains('dark'));
  expect(await isDark()).toBe(false);
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(isDark).toBe(true);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  // A narrower window takes a moment to be laid out.
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(await violations(page)).toEqual([]);
}

describe('the way through the site', () => {
  it.each([0, 1] as const)('leads by menus, links and back again (%i)', async (where) => {
    const home = built.addresses[where];
    await visit(home, async (page) => {
      const click = async (name: string, title: RegExp, path: string) => {
        await page.getByRole('link', { name, exact: true }).first().click();
        await page.locator('h1', { hasText: title }).waitFor();
        expect(page.url()).toBe(home + path);
      };
      // Had the page been loaded anew, this would be gone.
      await page.evaluate(() => document.documentElement.setAttribute('data-same-document', ''));
      await click('Packages', /^Packages/, 'packages/');
      await click('priors', /priors/, 'packages/priors.html');
      await click('Gates on real digits', /^Gates/, 'gates.html');
      await click('API', /API/, 'api/');
      await click('priors/webgpu', /priors\/webgpu/, 'api/priors/webgpu.html');
      await click('Hyperprior', /^Hyperprior/, '');
      expect(await page.locator('html[data-same-document]').count()).toBe(1);
      await page.goBack();
      await page.locator('h1', { hasText: /priors\/webgpu/ }).waitFor();
    });
  });

  it.each([
    [0, 'nowhere'],
    [0, 'packages/no/such/page.html'],
    [1, 'nowhere'],
    [1, 'packages/no/such/page.html'],
  ] as const)('from an address where there is nothing leads home (%i, %s)', async (where, name) => {
    const home = built.addresses[where];
    const { page, close } = await built.open(home, { reducedMotion: 'reduce' });
    try {
      const response = await page.goto(home + name);
      expect(response?.status()).toBe(404);
      await page.getByRole('link', { name: 'Hyperprior: what it is' }).waitFor();
      await page.setViewportSize({ width: 360, height: 740 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await violations(page)).toEqual([]);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const links = await page.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      expect(links).toEqual(
        [
          '',
          'batch-shaping.html',
          'learned-priors.html',
          'gates.html',
          'alpha.html',
          'derivatives.html',
          'packages/',
          'api/',
        ].map((each) => home + each),
      );
      await page.getByRole('link', { name: 'Batch-Shaping' }).click();
      await page.locator('h1', { hasText: /^Batch-Shaping/ }).waitFor();
    } finally {
      await close();
    }
  });

  it.each([768, 960, 1152])('the menu has room in a window of %i pixels', (width) =>
    visit(
      built.addresses[0],
      async (page) => {
        const ends = await page
          .locator('.VPNavBar .content-body > *')
          .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().right));
        expect(Math.max(...ends)).toBeLessThanOrEqual(width);
      },
      { viewport: { width, height: 600 } },
    ),
  );

  it('every link on every page leads to a page, and to a place on it', async () => {
    const { page, close } = await built.open(built.addresses[1]);
    const broken = await page.evaluate(async (names) => {
      const parsed = new Map<string, Promise<Document | null>>();
      const documentAt = (url: string) => {
        const known = parsed.get(url);
        if (known !== undefined) return known;
        const document = fetch(url).then(async (response) =>
          response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : null,
        );
        parsed.set(url, document);
        return document;
      };
      const problems: string[] = [];
      for (const name of names) {
        const address = new URL(name, location.href);
        for (const link of (await documentAt(address.href))?.querySelectorAll('a[href]') ?? []) {
          const target = new URL(link.getAttribute('href') ?? '', address);
          if (target.origin !== location.origin) continue;
          const place = decodeURIComponent(target.hash.slice(1));
          target.hash = '';
          const there = await documentAt(target.href);
          const exists = there !== null && (place === '' || there.getElementById(place) !== null);
          if (!exists) problems.push(`${name}: ${link.getAttribute('href')}`);
        }
      }
      return problems;
    }, builtPages());
    await close();
    expect(broken).toEqual([]);
  });

  it.each([0, 1] as const)('search finds a word and leads to it (%i)', async (where) => {
    await visit(built.addresses[where], async (page) => {
      await page.getByRole('button', { name: 'Search' }).first().click();
      await page.locator('#localsearch-input').fill('Kumaraswamy');
      await page.locator('.VPLocalSearchBox .result').first().waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/priors/);
      await page.locator('h1', { hasText: /priors/ }).waitFor();
    });
  });

  it('a package has its page, and a page its README', () => {
    const names = readdirSync(new URL('../../packages/', site));
    const missing = names.filter((name) => !existsSync(new URL(`packages/${name}.md`, site)));
    expect(missing, 'give each new package a page in apps/site/packages/').toEqual([]);
  });
});

describe('what the pages say', () => {
  it('of gates agrees with the README of experiments', () => {
    const rows = (from: string) => text(from).match(/^\| `(plain|l1|mean|bas)` \| \d+\.\d ± .*$/gm);
    expect(rows('gates.md')).toHaveLength(4);
    expect(rows('gates.md')).toEqual(rows('../../packages/experiments/README.md'));
  });
});

describe('with reduced motion', () => {
  it('nothing on the page moves for longer than a frame', async () => {
    const slow = () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        return `${transitionDuration},${animationDuration}`.split(',').some((time) => Number.parseFloat(time) > 0.017);
      }).length;
    await visit(built.addresses[0], async (page) => expect(await page.evaluate(slow)).toBeGreaterThan(0));
    await visit(built.addresses[0], async (page) => expect(await page.evaluate(slow)).toBe(0), {
      reducedMotion: 'reduce',
    });
  });
});

/** What axe has to say of a page: the rule, and where it is broken. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ content: axe });
  // Only what is broken is reported: what holds need not be told of each element.
  const found: unknown = await page.evaluate(
    'axe.run({ resultTypes: ["violations"] }).then((all) => all.violations.map(({ id, nodes }) => id + ": " + nodes.map((node) => node.target)))',
  );
  if (!Array.isArray(found)) throw new Error('axe gave no list');
  return found.map(String);
}

/** Every page of the built site, by its path from the root. */
function builtPages(): string[] {
  return readdirSync(fileURLToPath(new URL('dist', site)), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  );
}
