import type { Locator } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { golden } from '../../../tooling/golden/src/index.ts';
import { type BuiltSite, builtSite } from './built-site.ts';
import { button, calmly, type DemoOptions, figureOf, lossesOf, patience, shows, withDemo } from './demo-page.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await builtSite();
});
afterAll(() => site.close());

/** The demo with its first picture. */
const withPriors = (use: (demo: Locator) => Promise<void>, options: DemoOptions = calmly): Promise<void> =>
  withDemo(
    site,
    ['learned-priors.html', 'Learned priors, live'],
    async (demo) => {
      await shows(demo, /^Step 1 of 350/);
      await use(demo);
    },
    options,
  );

const figureSays = (demo: Locator, text: string | RegExp) =>
  demo.locator('.hp-figure').getByText(text).waitFor(patience);

test('the notebook’s run falls as the notebook does, and says at its end whether the means follow', () =>
  withPriors(async (demo) => {
    const steps = 30;
    const { loss } = golden<{ f64: { loss: number[] } }>('training/gbas_notebook.json').f64;
    await demo.getByLabel('steps').fill(String(steps));
    await shows(demo, /^Step 1 of 30/);
    const first = await figureOf(demo);
    await button(demo, 'Start').click();
    await shows(demo, /Finished\. Do the means follow the hyperprior\? p = 0\.\d+\.$/);
    const [shown] = await lossesOf(demo);
    expect(Math.abs(shown / loss[steps - 1] - 1)).toBeLessThan(5e-3);
    await expect.poll(() => figureOf(demo), patience).not.toBe(first);
    await button(demo, 'Reset').click();
    await shows(demo, /^Step 1 of 30/);
  }));

test('the hyperprior and the learning rate act during a run', () =>
  withPriors(async (demo) => {
    await button(demo, 'Start').click();
    await shows(demo, /^Step ([2-9]|\d\d)/);
    await demo.getByLabel('hyperprior a', { exact: true }).fill('9');
    await demo.getByLabel('hyperprior b', { exact: true }).fill('1');
    await demo.getByText('The priors’ means are to be 0.900 on average.').waitFor(patience);
    await demo.getByLabel('learning rate', { exact: true }).fill('0.05');
    await figureSays(demo, /beta\(a = 9, b = 1\)$/);
    await button(demo, 'Pause').click();
    expect(await figureOf(demo)).not.toContain('step 1 of');
  }));

test('another family, number and seed begin anew; the notebook’s start brings its family back', () =>
  withPriors(async (demo) => {
    await demo.getByLabel('family of the priors').selectOption('beta');
    expect(await demo.getByLabel('points', { exact: true }).inputValue()).toBe('drawn');
    await figureSays(demo, /^30 dimensions of 500 points, beta priors, step 1 of 350/);
    await demo.getByLabel('number of dimensions').fill('4');
    await demo.getByLabel('points in each').fill('60');
    await figureSays(demo, /^4 dimensions of 60 points, beta priors, step 1 of 350/);
    const first = await figureOf(demo);
    await demo.getByLabel('seed').fill('5');
    await expect.poll(() => figureOf(demo), patience).not.toBe(first);
    for (const step of [2, 3]) {
      await button(demo, 'One step').click();
      await shows(demo, new RegExp(`^Step ${step} of 350`));
    }
    await demo.getByLabel('points', { exact: true }).selectOption('notebook');
    expect(await demo.getByLabel('family of the priors').inputValue()).toBe('relaxed-bernoulli');
    await figureSays(demo, /^30 dimensions of 500 points, relaxed-bernoulli priors, step 1 of 350/);
  }));

test('bad input is answered beside its control, and the page goes on', () =>
  withPriors(async (demo) => {
    const field = demo.getByLabel('hyperprior a', { exact: true });
    await field.fill('0');
    const problem = demo.getByText('“hyperprior a” must be a number greater than 0, but this is 0.');
    await problem.waitFor(patience);
    expect(await field.getAttribute('aria-describedby')).toBe(await problem.getAttribute('id'));
    await button(demo, 'Start').click();
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    await field.fill('3');
    await problem.waitFor({ state: 'detached' });
    await demo.getByLabel('points', { exact: true }).selectOption('drawn');
    await demo.getByLabel('number of dimensions').fill('1000');
    await demo
      .getByText('“number of dimensions” must be a whole number from 1 to 200, but this is 1000.')
      .waitFor(patience);
    await demo.getByLabel('number of dimensions').fill('1');
    await demo.getByLabel('points in each').fill('1');
    await figureSays(demo, /^1 dimension of 1 point, /);
    await button(demo, 'One step').click();
    await shows(demo, /^Step 2 of 350/);
  }));

test('a run goes on where it is on another backend', () =>
  withPriors(async (demo) => {
    await shows(demo, /on wasm/);
    await button(demo, 'One step').click();
    await shows(demo, /^Step 2 of 350/);
    await demo.getByLabel('computes on').selectOption('cpu');
    await shows(demo, /^Step 2 of 350.* on cpu/);
    await button(demo, 'One step').click();
    await shows(demo, /^Step 3 of 350.* on cpu/);
  }));
