import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltSite, builtSite } from './built-site.ts';
import { button, patience, shows, withBas, withDemo } from './demo-page.ts';

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

test.each(['light', 'dark'] as const)('axe finds nothing in the demos, 360 pixels wide, %s', (colorScheme) =>
  withBas(
    site,
    async (demo, page) => {
      await demo.getByLabel('a', { exact: true }).fill('-1');
      await demo.locator('.hp-problem').first().waitFor(patience);
      await page.addScriptTag({ path: axe });
      const violations = await page.evaluate(async () => {
        const axe = Reflect.get(globalThis, 'axe');
        const { violations } = await axe.run('.hp-demo');
        return violations.map((each: { id: string; nodes: { html: string }[] }) => [each.id, each.nodes[0].html]);
      });
      expect(violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    },
    { context: { viewport: { width: 360, height: 740 }, colorScheme } },
  ),
);
