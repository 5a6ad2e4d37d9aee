import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltSite, builtSite } from './built-site.ts';
import { patience, withBas } from './demo-page.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await builtSite();
});
afterAll(() => site.close());

/** The demo's field for points, with a way to choose a file as a visitor does. */
async function fileField(demo: Locator, page: Page) {
  await demo.getByLabel('points', { exact: true }).selectOption('file');
  const field = demo.getByLabel('your own points');
  const give = async (name: string, text: string) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), field.click()]);
    await chooser.setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  };
  return { field, give };
}

test('a file of the same name may be chosen again once it is mended', () =>
  withBas(site, async (demo, page) => {
    const { field, give } = await fileField(demo, page);
    await give('points.txt', '1\n2 3\n');
    await demo.getByText("Line 2 must be one finite number, but is '2 3'.").waitFor(patience);
    expect(await field.inputValue()).toMatch(/points\.txt$/);
    // A browser tells of a choice only where it differs from the one before.
    await Promise.all([page.waitForEvent('filechooser'), field.click()]);
    expect(await field.inputValue()).toBe('');
    await give('points.txt', '1\n2\n');
    await demo.getByText('2 points from points.txt.').waitFor(patience);
  }));

test('a file that cannot be read is answered beside its control', () =>
  withBas(site, async (demo, page) => {
    const { field, give } = await fileField(demo, page);
    await page.evaluate(() => {
      const { text } = Blob.prototype;
      Blob.prototype.text = () => {
        Blob.prototype.text = text;
        return Promise.reject(new DOMException('It was moved.', 'NotReadableError'));
      };
    });
    await give('gone.txt', '1\n');
    const problem = demo.getByText('“gone.txt” could not be read (It was moved); choose it again.');
    await problem.waitFor(patience);
    expect(await field.getAttribute('aria-describedby')).toContain(await problem.getAttribute('id'));
    await give('gone.txt', '1\n2\n');
    await demo.getByText('2 points from gone.txt.').waitFor(patience);
    expect(await problem.count()).toBe(0);
  }));

test('a file that is read after a later one is left', () =>
  withBas(site, async (demo, page) => {
    const { give } = await fileField(demo, page);
    await page.evaluate(() => {
      const { text } = Blob.prototype;
      Blob.prototype.text = () => {
        Blob.prototype.text = text;
        return new Promise((resolve) => Object.assign(globalThis, { late: () => resolve('1\n') }));
      };
    });
    await give('first.txt', '1\n');
    await give('second.txt', '1\n2\n');
    await demo.getByText('2 points from second.txt.').waitFor(patience);
    await page.evaluate(() => Reflect.get(globalThis, 'late')());
    // What the late file would say is said at once.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
    expect(await demo.getByText('2 points from second.txt.').count()).toBe(1);
  }));
