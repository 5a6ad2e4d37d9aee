import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltSite, builtSite } from './built-site.ts';
import { button, figureOf, patience, shows, withBas, withDemo } from './demo-page.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await builtSite();
});
afterAll(() => site.close());

test('with reduced motion the pictures come calmly, and the run is the same', () =>
  withBas(
    site,
    async (demo, page) => {
      await page.evaluate(() => {
        const figure = document.querySelector('.hp-figure');
        const draws: number[] = [];
        Object.assign(globalThis, { draws });
        if (figure)
          new MutationObserver(() => draws.push(performance.now())).observe(figure, { childList: true, subtree: true });
      });
      await button(demo, 'Start').click();
      await shows(demo, /Finished/);
      const draws = await page.evaluate((): number[] => Reflect.get(globalThis, 'draws'));
      const gaps = draws.slice(1).map((at, i) => at - draws[i]);
      expect(Math.min(...gaps)).toBeGreaterThan(200);
    },
    { context: { reducedMotion: 'reduce' } },
  ));

test('why a backend is not taken is told in a visitor’s words, in the table and in the demo', async () => {
  const programmers = /allowSoftware|wasmPaths|selectBackend/;
  const told = 'its only GPU is emulated in software';
  await withBas(site, async (demo) => {
    await demo.getByText(new RegExp(`^not webgl: ${told}`)).waitFor(patience);
    expect(await demo.textContent()).not.toMatch(programmers);
  });
  await withDemo(site, ['', 'The backends of this browser'], async (table) => {
    const row = table.getByRole('row', { name: /^webgl/ });
    await row.getByText(told).waitFor(patience);
    expect(await table.textContent()).not.toMatch(programmers);
  });
});

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const narrow = { context: { viewport: { width: 360, height: 740 }, colorScheme: 'light' } } as const;

/** Looks at the demos of a page, light and dark, the figure of this one being drawn in both. */
async function inBothLights(demo: Locator, page: Page): Promise<void> {
  await page.addScriptTag({ path: axe });
  expect(await violations(page)).toEqual([]);
  const light = await figureOf(demo);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => figureOf(demo), patience).not.toBe(light);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}

const violations = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const axe = Reflect.get(globalThis, 'axe');
    const { violations } = await axe.run('.hp-demo', { resultTypes: ['violations'] });
    return violations.map((each: { id: string; nodes: { html: string }[] }) => [each.id, each.nodes[0].html]);
  });

/** All of the figure can be seen on a narrow screen, and its text can be read. */
async function fitsTheScreen(demo: Locator): Promise<void> {
  const { left, right, smallest } = await demo.locator('.hp-figure svg').evaluate((svg) => {
    const { left, right, width } = svg.getBoundingClientRect();
    const scale = width / (svg instanceof SVGSVGElement ? svg.viewBox.baseVal.width : Number.NaN);
    const sizes = Array.from(svg.querySelectorAll('text'), (text) =>
      Number.parseFloat(getComputedStyle(text).fontSize),
    );
    return { left, right, smallest: scale * Math.min(...sizes) };
  });
  expect(left).toBeGreaterThanOrEqual(0);
  expect(right).toBeLessThanOrEqual(360);
  expect(smallest).toBeGreaterThanOrEqual(10.9);
}

test('axe finds nothing in the demos of Batch-Shaping, 360 pixels wide, light and dark', () =>
  withBas(
    site,
    async (demo, page) => {
      await demo.getByLabel('a', { exact: true }).fill('-1');
      await demo.locator('.hp-problem').first().waitFor(patience);
      await inBothLights(demo, page);
      await fitsTheScreen(demo);
    },
    narrow,
  ));

test('axe finds nothing in the learned priors, 360 pixels wide, light and dark', () =>
  withDemo(
    site,
    ['learned-priors.html', 'Learned priors, live'],
    async (demo, page) => {
      await shows(demo, /^Step 1 of 350/);
      await demo.getByLabel('points', { exact: true }).selectOption('drawn');
      await demo.getByLabel('seed').fill('-1');
      await demo.locator('.hp-problem').first().waitFor(patience);
      await inBothLights(demo, page);
      await fitsTheScreen(demo);
    },
    narrow,
  ));

test('axe finds nothing in alpha, 360 pixels wide, light and dark', () =>
  withDemo(
    site,
    ['alpha.html', 'Alpha, live'],
    async (demo, page) => {
      await shows(demo, /^Step 1 of 2000/);
      await demo.getByLabel('seed').fill('-1');
      await demo.locator('.hp-problem').first().waitFor(patience);
      await inBothLights(demo, page);
      await fitsTheScreen(demo);
    },
    narrow,
  ));

test('axe finds nothing in the gates, 360 pixels wide, light and dark', () =>
  withDemo(
    site,
    ['gates.html', 'Gates, live'],
    async (demo, page) => {
      const text = `x,y,kind\n${'0.1,1,a\n0.3,2,b\n0.5,-1,a\n0.7,0,b\n'.repeat(25)}`;
      const file = { name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
      await demo.getByLabel('your own table').setInputFiles(file);
      await demo.getByText(/^table\.csv: 100 rows/).waitFor(patience);
      await button(demo, 'One epoch').click();
      await shows(demo, /epoch 1 of 10/);
      await demo.getByLabel('target', { exact: true }).fill('2');
      await demo.locator('.hp-problem').first().waitFor(patience);
      await inBothLights(demo, page);
      await fitsTheScreen(demo);
    },
    narrow,
  ));
