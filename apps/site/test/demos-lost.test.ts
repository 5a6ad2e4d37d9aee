import { readFile } from 'node:fs/promises';
import type { Locator, Page, Worker } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltSite, builtSite } from './built-site.ts';
import { button, calmly, patience, shows, stepOf, withBas, withDemo } from './demo-page.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await builtSite();
});
afterAll(() => site.close());

/** Runs in the worker: remembers the WebGL contexts that are made, so that one can be taken away as a driver would. */
const rememberContexts = (worker: Worker): Promise<void> =>
  worker.evaluate(() => {
    const made: OffscreenRenderingContext[] = [];
    const { getContext } = OffscreenCanvas.prototype;
    Object.assign(globalThis, { made });
    OffscreenCanvas.prototype.getContext = new Proxy(getContext, {
      apply(target, canvas, args) {
        const context = Reflect.apply(target, canvas, args);
        if (context) made.push(context);
        return context;
      },
    });
  });

const loseContexts = (worker: Worker) =>
  worker.evaluate(() => {
    const made: unknown = Reflect.get(globalThis, 'made');
    if (!Array.isArray(made)) throw new Error('the contexts were not remembered');
    for (const context of made)
      if (context instanceof WebGL2RenderingContext) context.getExtension('WEBGL_lose_context')?.loseContext();
    return made.length;
  });

async function loseGpu(demo: Locator, page: Page): Promise<void> {
  for (const each of page.workers()) await loseContexts(each).catch(() => 0);
  await demo.getByText(/^The run stopped: the webgl device was lost \(.*\)\.$/).waitFor(patience);
}

async function chooseWebGl(demo: Locator): Promise<void> {
  await demo.getByLabel('offer GPUs emulated in software, too').check();
  await demo.locator('option[value=webgl]').waitFor({ ...patience, state: 'attached' });
  await demo.getByLabel('computes on').selectOption('webgl');
}

const remembering = { before: (page: Page) => void page.on('worker', rememberContexts) };

/** Runs on WebGL until its context is taken away, and the page has said so. */
const withLost = (use: (demo: Locator) => Promise<void>): Promise<void> =>
  withBas(
    site,
    async (demo, page) => {
      await demo.getByLabel('steps').fill('2000');
      await shows(demo, /^Step 1 of 2000/);
      await chooseWebGl(demo);
      await shows(demo, /on webgl/);
      await button(demo, 'Start').click();
      await shows(demo, /^Step [2-9]/);
      await loseGpu(demo, page);
      await use(demo);
    },
    remembering,
  );

const chosen = (demo: Locator): Promise<string> => demo.getByLabel('computes on').inputValue();

test('a lost WebGL context stops the run, and the page goes on elsewhere from where it was', { timeout: 240_000 }, () =>
  withLost(async (demo) => {
    expect(await chosen(demo)).toBe('wasm');
    await demo.getByText('not webgl: its GPU was lost; load the page again to use it').waitFor(patience);
    // What is set meanwhile is for the run that goes on, and hides nothing.
    await demo.getByLabel('a', { exact: true }).fill('5');
    await button(demo, /^Go on from step \d+ on wasm$/).click();
    await shows(demo, /on wasm/);
    expect(await stepOf(demo)).toBeGreaterThan(1);
    await demo.locator('.hp-figure').getByText('beta(a = 5, b = 6)').waitFor(patience);
    await button(demo, 'Reset').click();
    await shows(demo, /^Step 1 of 2000.* on wasm/);
    expect(await chosen(demo)).toBe('wasm');
  }),
);

test.each([
  ['Reset', (demo: Locator) => button(demo, 'Reset').click(), 'Step 1 of 2000'],
  [
    'another preset',
    (demo: Locator) => demo.getByLabel('preset', { exact: true }).selectOption('symbeta-0.9'),
    'Step 1 of 120',
  ],
] as const)('after a lost WebGL context %s begins anew on the next backend', { timeout: 240_000 }, (_, act, begun) =>
  withLost(async (demo) => {
    await act(demo);
    await shows(demo, new RegExp(`^${begun}.* on wasm`));
    expect(await demo.getByText(/^The run stopped/).count()).toBe(0);
    expect(await chosen(demo)).toBe('wasm');
    await button(demo, 'One step').click();
    await shows(demo, /^Step 2 of .* on wasm/);
  }),
);

/** The gates after two epochs on WebGL, on a small table, when its context is taken away. */
const withLostGates = (use: (demo: Locator, page: Page) => Promise<void>): Promise<void> =>
  withDemo(
    site,
    ['gates.html', 'Gates, live'],
    async (demo, page) => {
      const rows = Array.from({ length: 400 }, (_, i) => `${Math.sin(i)},${i % 2},${i % 2 === 0 ? 'even' : 'odd'}\n`);
      const buffer = Buffer.from(`x,y,kind\n${rows.join('')}`);
      await demo.getByLabel('your own table').setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer });
      await demo.getByText(/^table\.csv: 400 rows/).waitFor(patience);
      await demo.getByLabel('epochs').fill('4');
      await demo.getByLabel('L1 penalty').uncheck();
      await chooseWebGl(demo);
      for (const epoch of [1, 2]) {
        await button(demo, 'One epoch').click();
        await shows(demo, new RegExp(`epoch ${epoch} of 4.* on webgl`));
      }
      // The next epoch, under way or asked for, is not reached.
      await button(demo, 'Start').click();
      await loseGpu(demo, page);
      await use(demo, page);
    },
    remembering,
  );

const goesOn = /^Go on from epoch [23] of Batch-Shaping on wasm$/;

test('after a lost WebGL context the gates go on from the epoch where they were', { timeout: 240_000 }, () =>
  withLostGates(async (demo, page) => {
    await button(demo, goesOn).click();
    await shows(demo, /epoch 4 of 4.* on wasm\. Finished\.$/);
    const [download] = await Promise.all([page.waitForEvent('download'), button(demo, /^Frames/).click()]);
    const frames = (await readFile(await download.path(), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(frames.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    for (const { variants, epoch } of frames) {
      const { history } = frames[3].variants[0];
      expect(variants[0].history).toEqual(history.slice(0, epoch));
    }
  }),
);

test('after a lost WebGL context gates with another seed begin anew', { timeout: 240_000 }, () =>
  withLostGates(async (demo) => {
    await button(demo, goesOn).waitFor(patience);
    await demo.getByLabel('seed').fill('7');
    await button(demo, 'Begin anew on wasm').click();
    await shows(demo, /epoch 4 of 4.* on wasm\. Finished\.$/);
  }),
);

test('after a lost WebGL context a training goes on from the step where it was', { timeout: 240_000 }, () =>
  withDemo(
    site,
    ['alpha.html', 'Alpha, live'],
    async (demo, page) => {
      await shows(demo, /^Step 1 of 2000/);
      await demo.getByLabel('samples in a batch').fill('32');
      await shows(demo, /^Step 1 of 2000/);
      await chooseWebGl(demo);
      await shows(demo, /on webgl/);
      for (const step of [2, 3]) {
        await button(demo, 'One step').click();
        await shows(demo, new RegExp(`^Step ${step} of 2000.* on webgl`));
      }
      await button(demo, 'Start').click();
      await loseGpu(demo, page);
      const [reached] = /\d+/.exec((await button(demo, /^Go on from step \d+ on wasm$/).textContent()) ?? '') ?? [];
      expect(Number(reached)).toBeGreaterThanOrEqual(3);
      await button(demo, /^Go on/).click();
      await shows(demo, /on wasm/);
      await expect.poll(() => stepOf(demo), patience).toBeGreaterThan(Number(reached));
    },
    { ...calmly, ...remembering },
  ),
);
