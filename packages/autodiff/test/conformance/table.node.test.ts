import { readFile, writeFile } from 'node:fs/promises';
import { getBackend } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { markdown, rows } from './table.ts';

const readme = new URL('../../README.md', import.meta.url);
const data = new URL('../../conformance.json', import.meta.url);
const between = /(?<=<!-- conformance -->\n)[\s\S]*(?=<!-- \/conformance -->)/;

/** With CONFORMANCE=write in the environment both are written anew. */
const writes = process.env.CONFORMANCE === 'write';

it.skipIf(getBackend() !== 'cpu')('the README shows the table that the tests hold to', async () => {
  const text = await readFile(readme, 'utf8');
  const table = `\n${markdown()}\n\n`;
  if (writes) await writeFile(readme, text.replace(between, table));
  else expect(text.match(between)?.[0]).toBe(table);
});

it.skipIf(getBackend() !== 'cpu')('so do the data that the site shows', async () => {
  const json = `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`;
  if (writes) await writeFile(data, json);
  else expect(await readFile(data, 'utf8')).toBe(json);
});
