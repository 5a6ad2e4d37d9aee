import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';
import type { BuiltSite, OpenPage } from './built-site.ts';

/** Software rendering on a busy machine is slow. */
export const patience = { timeout: 60_000 };

/** With fewer pictures the same run takes less time where they are drawn in software. */
export const calmly = { context: { reducedMotion: 'reduce' } } as const;

export interface DemoOptions {
  readonly context?: Parameters<BuiltSite['open']>[1];
  /** Before the demo comes into sight, and with it its worker. */
  readonly before?: (page: Page) => void;
}

type Use = (demo: Locator, page: Page, opened: OpenPage) => Promise<void>;

/** A page with a demo in sight; nothing may have gone wrong on it at the end. */
export async function withDemo(
  site: BuiltSite,
  [path, name]: readonly [path: string, name: string],
  use: Use,
  { context, before }: DemoOptions = {},
): Promise<void> {
  const opened = await site.open(`${site.addresses[0]}${path}`, context);
  try {
    before?.(opened.page);
    const demo = opened.page.getByRole('region', { name, exact: true });
    await demo.waitFor(patience);
    await demo.scrollIntoViewIfNeeded();
    await use(demo, opened.page, opened);
    expect(opened.faults).toEqual([]);
  } finally {
    await opened.close();
  }
}

/** The Batch-Shaping demo with its first picture. */
export const withBas = (site: BuiltSite, use: Use, options?: DemoOptions): Promise<void> =>
  withDemo(
    site,
    ['batch-shaping.html', 'Batch-Shaping, live'],
    async (demo, page, opened) => {
      await shows(demo, /^Step 1 of/);
      await use(demo, page, opened);
    },
    options,
  );

export const button = (demo: Locator, name: string | RegExp): Locator => demo.getByRole('button', { name });

export const progressOf = async (demo: Locator): Promise<string> =>
  (await demo.locator('.hp-progress').textContent()) ?? '';

export const figureOf = (demo: Locator): Promise<string> => demo.locator('.hp-figure').innerHTML();

/** Waits until the progress says so. */
export const shows = (demo: Locator, text: RegExp): Promise<void> =>
  demo.locator('.hp-progress').filter({ hasText: text }).waitFor(patience);

export const stepOf = async (demo: Locator): Promise<number> => Number(/^Step (\d+)/.exec(await progressOf(demo))?.[1]);

/** The losses that the progress tells of. */
export const lossesOf = async (demo: Locator): Promise<number[]> =>
  Array.from((await progressOf(demo)).matchAll(/loss (\d[\d.]*(?:e-\d+)?)/g), ([, loss]) => Number.parseFloat(loss));

/** The progress is told with a delay. */
export const told = (page: Page): Promise<void> => page.waitForTimeout(1200);
