import type { Locator } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltSite, builtSite } from './built-site.ts';
import { button, calmly, type DemoOptions, figureOf, patience, progressOf, shows, withDemo } from './demo-page.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await builtSite();
});
afterAll(() => site.close());

/** The demo with its first picture. */
const withAlpha = (use: (demo: Locator) => Promise<void>, options: DemoOptions = calmly): Promise<void> =>
  withDemo(
    site,
    ['alpha.html', 'Alpha, live'],
    async (demo) => {
      await shows(demo, /^Step 1 of 2000/);
      await use(demo);
    },
    options,
  );

const rate = (demo: Locator) => demo.getByLabel('learning rate', { exact: true });
const medianIn = (words: string) => Number(/alpha (−?[\d.]+) in the median/.exec(words)?.[1].replace('−', '-'));

test('a short run is trained to its end, and says how well', () =>
  withAlpha(async (demo) => {
    await demo.getByLabel('steps', { exact: true }).fill('40');
    await shows(demo, /^Step 1 of 40/);
    const first = await figureOf(demo);
    await button(demo, 'Start').click();
    await shows(demo, /^Step 40 of 40, loss .* test accuracy \d\d\.\d %, on wasm\. Finished\.$/);
    expect(Number(/accuracy ([\d.]+) %/.exec(await progressOf(demo))?.[1])).toBeGreaterThan(50);
    await expect.poll(() => figureOf(demo), patience).not.toBe(first);
    await button(demo, 'Reset').click();
    await shows(demo, /^Step 1 of 40/);
  }));

test('the learning rate acts during a run: alpha rises with it, and too long a one ends the training', () =>
  withAlpha(async (demo) => {
    await rate(demo).fill('0.001');
    await shows(demo, /^Step 1 of 2000/);
    await button(demo, 'Start').click();
    await shows(demo, /^Step (1[2-9]|[2-9]\d|\d\d\d)/);
    const short = medianIn(await progressOf(demo));
    expect(short).toBeLessThan(-0.3);
    await rate(demo).fill('0.2');
    await expect.poll(async () => medianIn(await progressOf(demo)), patience).toBeGreaterThan(short + 0.3);
    await rate(demo).fill('1000');
    await shows(demo, /The training has diverged and is over: the learning rate was too long\.$/);
    await demo
      .locator('.hp-figure')
      .getByText(/diverged at step \d+/)
      .waitFor(patience);
    expect(await progressOf(demo)).not.toMatch(/accuracy|median/);
    await rate(demo).fill('0.1');
    await shows(demo, /^Step 1 of 2000/);
  }));

test('the slider is of a logarithmic scale', () =>
  withAlpha(async (demo) => {
    await demo.getByLabel('learning rate, slider').fill('-2');
    expect(await rate(demo).inputValue()).toBe('0.01');
  }));

test('another optimizer, batch and seed begin anew', () =>
  withAlpha(async (demo) => {
    await button(demo, 'One step').click();
    await shows(demo, /^Step 2 of 2000.*alpha/);
    await demo.getByLabel('optimizer').selectOption('adam');
    await demo.getByLabel('samples in a batch').fill('32');
    await demo
      .locator('.hp-figure')
      .getByText(/^784-128-64-10 by Adam, batches of 32, step 1 of 2000/)
      .waitFor(patience);
    const first = await figureOf(demo);
    await demo.getByLabel('seed').fill('5');
    await expect.poll(() => figureOf(demo), patience).not.toBe(first);
  }));

test('bad input is answered beside its control, and the page goes on', () =>
  withAlpha(async (demo) => {
    await rate(demo).fill('0');
    const problem = demo.getByText('“learning rate” must be a number greater than 0, but this is 0.');
    await problem.waitFor(patience);
    await button(demo, 'Start').click();
    await expect.poll(() => rate(demo).evaluate((element) => element === document.activeElement)).toBe(true);
    await rate(demo).fill('0.1');
    await problem.waitFor({ state: 'detached' });
    await demo.getByLabel('samples in a batch').fill('2000');
    await demo
      .getByText('“samples in a batch” must be a whole number from 1 to 1024, but this is 2000.')
      .waitFor(patience);
  }));

test('on another backend the run goes on', () =>
  withAlpha(async (demo) => {
    await demo.getByLabel('optimizer').selectOption('adam');
    await demo
      .locator('.hp-figure')
      .getByText(/by Adam/)
      .waitFor(patience);
    await button(demo, 'One step').click();
    await shows(demo, /^Step 2 of 2000.* on wasm/);
    await demo.getByLabel('computes on').selectOption('cpu');
    await shows(demo, /^Step 2 of 2000.* on cpu/);
    await button(demo, 'One step').click();
    await shows(demo, /^Step 3 of 2000.* on cpu/);
  }));
