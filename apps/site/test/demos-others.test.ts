import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltSite, builtSite } from './built-site.ts';
import { button, calmly, figureOf, lossesOf, patience, progressOf, shows, told, withDemo } from './demo-page.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await builtSite();
});
afterAll(() => site.close());

/** Counts the runs that the page asks a worker for. */
async function countStarts(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    const starts: unknown[] = [];
    Object.assign(globalThis, { starts });
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message.message.kind === 'start') starts.push(message);
      Reflect.apply(postMessage, this, [message, ...rest]);
    };
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'starts').length);
}

test('the gates train on the digits', { timeout: 240_000 }, () =>
  withDemo(site, ['gates.html', 'Gates, live'], async (demo, page) => {
    const starts = await countStarts(page);
    await demo.getByLabel('epochs').fill('1');
    await demo.getByLabel('L1 penalty').uncheck();
    await button(demo, 'Start').click();
    // While it starts, the button keeps the focus and does nothing.
    await demo.locator('button.hp-main[aria-disabled=true]:focus').waitFor(patience);
    await page.keyboard.press('Enter');
    expect(await starts()).toBe(1);
    await demo
      .locator('.hp-progress')
      .filter({ hasText: /Finished/ })
      .waitFor({ timeout: 180_000 });
    const accuracy = Number(/accuracy ([\d.]+) %/.exec(await progressOf(demo))?.[1]);
    expect(accuracy).toBeGreaterThan(75);
    expect(await figureOf(demo)).toContain('Batch-Shaping');
    await demo.getByLabel('seed').fill('1');
    await told(page);
    expect(await progressOf(demo)).toMatch(/^Not begun\. .* Start trains with it\.$/);
  }),
);

const table = (rows: number) =>
  `x,y,kind\n${Array.from({ length: rows }, (_, i) => `${Math.sin(i)},${i % 2 === 0 ? 1 : -1},${i % 2 === 0 ? 'even' : 'odd'}\n`).join('')}`;

test('the gates train on a table of one’s own; a ragged one is answered', () =>
  withDemo(site, ['gates.html', 'Gates, live'], async (demo) => {
    const give = (text: string) =>
      demo
        .getByLabel('your own table')
        .setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await give('x,y,kind\n1,2,a\n3,b\n');
    await demo.getByText('Line 3 must have 3 cells, as line 1 has, but has 2.').waitFor(patience);
    await give(table(400));
    await demo.getByText(/^table\.csv: 400 rows, 2 features, 2 classes/).waitFor(patience);
    await demo.getByLabel('epochs').fill('2');
    await button(demo, 'One epoch').click();
    await shows(demo, /epoch 1 of 2/);
    await button(demo, 'Start').click();
    await shows(demo, /Finished/);
  }));

test('the comparison with each divergence trains both sides', () =>
  withDemo(
    site,
    ['batch-shaping.html', 'Batch-Shaping and a divergence, live'],
    async (demo) => {
      for (const divergence of ['gaussian', 'kernel', 'jensen-shannon']) {
        await demo.getByLabel('divergence', { exact: true }).selectOption(divergence);
        // The first is chosen already.
        await shows(
          demo,
          divergence === 'gaussian' ? /^Step 1 of 200.*\d\.$/ : /^Step 1 of 200.*so the run starts again\.$/,
        );
        const before = await lossesOf(demo);
        await button(demo, 'Start').click();
        await shows(demo, /Finished/);
        const after = await lossesOf(demo);
        expect(after).toHaveLength(2);
        expect(after.every((loss, side) => loss < before[side])).toBe(true);
      }
    },
    calmly,
  ));

test('a prior without mass where the points lie is answered beside its control, and another one goes on', () =>
  withDemo(site, ['batch-shaping.html', 'Batch-Shaping and a divergence, live'], async (demo) => {
    await shows(demo, /^Step 1 of 200/);
    const prior = demo.getByLabel('prior', { exact: true });
    await prior.selectOption('normal');
    await demo.getByLabel('divergence', { exact: true }).selectOption('kernel');
    await demo.getByLabel('mean', { exact: true }).fill('50');
    const problem = demo.getByText(/^“prior” must hold .* on \(0, 1\).* normal\(mean = 50, std = 0\.1\) holds nothing/);
    await problem.waitFor(patience);
    expect(await problem.count()).toBe(1);
    expect(await prior.getAttribute('aria-describedby')).toBe(await problem.getAttribute('id'));
    await demo.getByLabel('mean', { exact: true }).fill('0.4');
    await problem.waitFor({ state: 'detached', ...patience });
    await button(demo, 'One step').click();
    await shows(demo, /^Step 2 of 200/);
    expect(await demo.textContent()).not.toContain('NaN');
  }));

test('an error within a run is told as its end, and it can be started again', () =>
  withDemo(site, ['batch-shaping.html', 'Batch-Shaping and a divergence, live'], async (demo) => {
    await shows(demo, /^Step 1 of 200/);
    await demo.getByLabel('prior', { exact: true }).selectOption('normal');
    await demo.getByLabel('mean', { exact: true }).fill('0.5');
    await demo.getByLabel('std', { exact: true }).fill('1e-25');
    await demo.getByText(/^The run has ended with an error\. The KL divergence is \w+ at step 1\.$/).waitFor(patience);
    await demo.getByLabel('std', { exact: true }).fill('0.2');
    await demo.getByText(/^The run has ended/).waitFor({ state: 'detached', ...patience });
    await demo.getByLabel('std', { exact: true }).fill('1e-25');
    await button(demo, 'Start again').click();
    await demo.getByText(/^The run has ended/).waitFor(patience);
  }));

test('the vanishing gradients follow the prior', () =>
  withDemo(site, ['batch-shaping.html', 'Vanishing gradients, live'], async (demo) => {
    await shows(demo, /^normal\(mean = 0\.6, std = 0\.1\)/);
    const first = await figureOf(demo);
    await button(demo, 'Relaxed Bernoulli(0.8, 0.01)').click();
    await shows(demo, /^relaxed-bernoulli\(mean = 0\.8, temperature = 0\.01\)/);
    expect(await figureOf(demo)).not.toBe(first);
  }));
