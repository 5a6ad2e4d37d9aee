import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { placeholderBase as base } from '../scripts/placeholder-base.mjs';
import { relocate } from '../scripts/relocate.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relocate-'));
  write('404.html', '');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

it('strings of every kind in a script hold the path at which the script lies', async () => {
  const strings = [`"${base}a"`, `'say "${base}" and ${base}b'`, `\`${base}\${1 + 1}${base}c\``, `\`${base}\``];
  write('assets/chunks/script.js', `export default [${strings.join(',')}, "untouched"];`);
  relocate(folder);
  const { pathname } = pathToFileURL(`${folder}/`);
  const { default: values } = await import(/* @vite-ignore */ join(folder, 'assets/chunks/script.js'));
  expect(values).toEqual([
    `${pathname}a`,
    `say "${pathname}" and ${pathname}b`,
    `${pathname}2${pathname}c`,
    pathname,
    'untouched',
  ]);
});

it('addresses in pages and style sheets are relative to where they stand', () => {
  write('assets/style.css', `url(${base}assets/font.woff2)`);
  write('deep/er/page.html', `<a href="${base}x.html"><script>window.__VP_SITE_DATA__={}</script>`);
  relocate(folder);
  expect(read('assets/style.css')).toBe('url(../assets/font.woff2)');
  expect(read('deep/er/page.html')).toMatch(/^<a href="\.\.\/\.\.\/x\.html">.*\("\.\.\/\.\.\/"\)<\/script>$/s);
});

it('the page for a missing address asks for no file by a relative address', () => {
  relocate(folder);
  const page = read('404.html');
  expect(page).toContain('There is no page at this address');
  expect([...page.matchAll(/\b(?:href|src)="([^"]*)"/g)].map(([, address]) => address)).toEqual(['data:,']);
  expect(page).not.toContain(base);
});

it('what cannot be cut open is an error, never a site that works in one place only', () => {
  write('assets/script.js', `export default /${base}/;`);
  expect(() => relocate(folder)).toThrow('assets/script.js still holds');
});

it("a page without VitePress's data is an error", () => {
  write('page.html', `<a href="${base}">`);
  expect(() => relocate(folder)).toThrow('site data');
});
