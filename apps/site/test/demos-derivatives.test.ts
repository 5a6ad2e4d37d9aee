import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltSite, builtSite } from './built-site.ts';
import { type DemoOptions, figureOf, patience, shows, withDemo } from './demo-page.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await builtSite();
});
afterAll(() => site.close());

/** The demo with its first picture. */
const withHessian = (use: (demo: Locator, page: Page) => Promise<void>, options?: DemoOptions): Promise<void> =>
  withDemo(
    site,
    ['derivatives.html', 'A Hessian at work, live'],
    async (demo, page) => {
      await shows(demo, /at \(1\.2, 0\.5\), v at -165°.*wrong here/);
      await use(demo, page);
    },
    options,
  );

/** The numbers of a row: by @hyperprior/autodiff, and by TensorFlow.js alone. */
async function numbersOf(demo: Locator, name: string): Promise<number[][]> {
  const cells = await demo
    .getByRole('row', { name: new RegExp(`^${name}`) })
    .getByRole('cell')
    .allTextContents();
  return cells.map((cell) => (cell.replaceAll('−', '-').match(/-?\d+\.\d{4}/g) ?? []).map(Number));
}

const field = (demo: Locator, name: string) => demo.getByLabel(name, { exact: true });
const handleOf = (demo: Locator) => demo.getByRole('slider', { name: /^The point/ });

test('on the saddle Hv is that of its formula, and TensorFlow.js alone has it too', () =>
  withHessian(async (demo) => {
    await field(demo, 'function').selectOption('saddle');
    await field(demo, 'direction of v, degrees').fill('110');
    await shows(demo, /v at 110°.*right here/);
    const turn = (110 * Math.PI) / 180;
    const [vx, vy] = [Math.cos(turn), Math.sin(turn)];
    for (const found of await numbersOf(demo, 'Hv')) {
      expect(Math.abs(found[0] - (vx + vy / 2))).toBeLessThan(1e-4);
      expect(Math.abs(found[1] - (vx / 2 - vy))).toBeLessThan(1e-4);
    }
    const [[curvature]] = await numbersOf(demo, 'vᵀHv');
    expect(Math.abs(curvature - (vx * vx + vx * vy - vy * vy))).toBeLessThan(1e-4);
  }));

test('the picture follows each control', () =>
  withHessian(async (demo) => {
    const changes = [
      () => field(demo, 'x').fill('-0.5'),
      () => field(demo, 'y').fill('0.75'),
      () => field(demo, 'direction of v, degrees').fill('-60'),
      () => field(demo, 'function').selectOption('valley'),
    ];
    for (const change of changes) {
      const before = await figureOf(demo);
      await change();
      await expect.poll(() => figureOf(demo), patience).not.toBe(before);
    }
    await field(demo, 'x').fill('7');
    await demo.getByText('“x” must be a number between -1.6 and 1.6, but this is 7.').waitFor(patience);
  }));

test('the point is dragged, and put where the map is clicked', () =>
  withHessian(async (demo, page) => {
    const map = demo.locator('.hp-map');
    // Below the bar at the top of the page.
    await map.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const box = await map.boundingBox();
    if (!box) throw new Error('the map is not shown');
    await page.mouse.move(box.x + 0.875 * box.width, box.y + 0.34375 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.25 * box.width, box.y + 0.75 * box.height, { steps: 5 });
    await page.mouse.up();
    await shows(demo, /at \(-0\.8, -0\.8\)/);
    // Let go, it stays; and it never leaves the map.
    await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.5 * box.height);
    await page.mouse.click(box.x + 0.5 * box.width, box.y + 2);
    await shows(demo, /at \(0, 1\.5\)/);
  }));

test('by keyboard alone the point is moved, v is turned and another function chosen', () =>
  withHessian(async (demo, page) => {
    const press = async (key: string, times: number) => {
      for (let i = 0; i < times; i++) await page.keyboard.press(key);
    };
    await handleOf(demo).focus();
    expect(await handleOf(demo).evaluate((element) => element === document.activeElement)).toBe(true);
    await press('ArrowLeft', 2);
    await press('Shift+ArrowUp', 1);
    await shows(demo, /at \(1\.1, 0\.7\)/);
    expect(await handleOf(demo).getAttribute('aria-valuetext')).toBe('x 1.1, y 0.7');
    // The numbers, then the function.
    await press('Tab', 2);
    await press('s', 1);
    await shows(demo, /at \(0\.6, 0\.4\), v at -165°.*right here/);
    await press('Tab', 1);
    await press('Home', 1);
    await shows(demo, /v at -180°/);
  }));

test('another backend computes the same', { timeout: 240_000 }, () =>
  withHessian(async (demo) => {
    await shows(demo, /on wasm/);
    const onWasm = await numbersOf(demo, 'Hv');
    await field(demo, 'computes on').selectOption('cpu');
    await shows(demo, /on cpu/);
    expectNear(await numbersOf(demo, 'Hv'), onWasm);
    await field(demo, 'offer GPUs emulated in software, too').check();
    await demo.locator('option[value=webgl]').waitFor({ state: 'attached', ...patience });
    await field(demo, 'computes on').selectOption('webgl');
    await shows(demo, /on webgl/);
    expectNear(await numbersOf(demo, 'Hv'), onWasm);
  }),
);

function expectNear(found: number[][], expected: number[][]): void {
  expect(found.flat()).toHaveLength(4);
  found.flat().forEach((value, i) => {
    expect(Math.abs(value - expected.flat()[i])).toBeLessThan(5e-4);
  });
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const violations = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const { violations } = await Reflect.get(globalThis, 'axe').run('.hp-demo', { resultTypes: ['violations'] });
    return violations.map((each: { id: string; nodes: { html: string }[] }) => [each.id, each.nodes[0].html]);
  });

test('360 pixels wide axe finds nothing, light and dark, and the table scrolls within itself', () =>
  withHessian(
    async (demo, page) => {
      await field(demo, 'x').fill('7');
      await demo.locator('.hp-problem').first().waitFor(patience);
      await page.addScriptTag({ path: axe });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expect
          .poll(() => page.evaluate(() => document.documentElement.classList.contains('dark')), patience)
          .toBe(colorScheme === 'dark');
        expect(await violations(page)).toEqual([]);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      const table = page.getByRole('region', { name: /^The derivatives of each/ });
      await table.focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => table.evaluate((element) => element.scrollLeft), patience).toBeGreaterThan(0);
    },
    { context: { viewport: { width: 360, height: 740 }, colorScheme: 'light', reducedMotion: 'reduce' } },
  ));

test('the table tells of sigmoid that TensorFlow.js alone has its second derivative wrong', () =>
  withHessian(async (_, page) => {
    const row = page.getByRole('region', { name: /^The derivatives of each/ }).getByRole('row', { name: /^sigmoid / });
    expect(await row.getByRole('cell').allTextContents()).toEqual(['✓', 'wrong', '✓', '✓', '✓', '✓']);
  }));
