import type { Worker } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltSite, builtSite } from './built-site.ts';
import { button, patience, shows, stepOf, withBas } from './demo-page.ts';

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

test('a lost WebGL context stops the run, and the page offers to go on elsewhere', { timeout: 240_000 }, () =>
  withBas(
    site,
    async (demo, page) => {
      await demo.getByLabel('offer GPUs emulated in software, too').check();
      await demo.locator('option[value=webgl]').waitFor({ ...patience, state: 'attached' });
      await demo.getByLabel('steps').fill('2000');
      await shows(demo, /^Step 1 of 2000/);
      await demo.getByLabel('computes on').selectOption('webgl');
      await shows(demo, /on webgl/);
      await button(demo, 'Start').click();
      await shows(demo, /^Step [2-9]/);
      for (const each of page.workers()) await loseContexts(each).catch(() => 0);
      await demo.getByText(/^The run stopped: the webgl device was lost/).waitFor(patience);
      await button(demo, /^Go on from step \d+ on wasm$/).click();
      await shows(demo, /on wasm/);
      expect(await stepOf(demo)).toBeGreaterThan(1);
    },
    { before: (page) => page.on('worker', rememberContexts) },
  ),
);
