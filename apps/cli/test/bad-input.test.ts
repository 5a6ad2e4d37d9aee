import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hyperprior } from './hyperprior.ts';

const folder = mkdtempSync(join(tmpdir(), 'hyperprior-'));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const rows = Array.from({ length: 20 }, (_, i) => `${i},${2 * i},${i % 2 ? 'odd' : 'even'}`).join('\n');

const cases: [what: string, args: string[], message: RegExp][] = [
  ['an unknown prior', ['bas', '--prior', 'gauss', '--params', '1,2'], /unknown prior 'gauss'; choose one of beta/],
  ['an unknown preset', ['bas', '--preset', 'rb'], /no preset 'rb'; choose one of rb-0\.2-0\.25/],
  ['a parameter out of range', ['bas', '--prior', 'beta', '--params=-1,2'], /beta: 'a' must be .* greater than 0/],
  ['too few parameters', ['bas', '--prior', 'beta', '--params', '1'], /beta takes 2 parameters \(a, b\), but got 1/],
  ['parameters that are no numbers', ['bas', '--prior', 'beta', '--params', '1,x'], /'x' is not a number/],
  ['parameters without a prior', ['bas', '--params', '1,2'], /--params needs --prior/],
  ['a preset and a prior', ['bas', '--preset', 'beta-2-6', '--prior', 'beta'], /exclude each other/],
  ['parameters twice', ['bas', '--prior', 'beta(2, 6)', '--params', '1,2'], /'parameters' must be left out/],
  ['a number of given points', ['bas', '--points', file('two.txt', '1\n2\n'), '--count', '3'], /leave out 'count'/],
  ['a label without a table', ['gates', '--label', 'species'], /--label needs --data/],
  ['no steps', ['bas', '--steps', '0'], /whole number of at least 1/],
  ['points that are not there', ['bas', '--points', join(folder, 'none.txt')], /--points: cannot read .*no such file/],
  ['points that are no numbers', ['bas', '--points', file('points.txt', '1\ntwo\n')], /line 2/],
  ['an empty file of points', ['bas', '--points', file('empty.txt', '')], /--points.*no number/],
  ['a table that is not there', ['gates', '--data', join(folder, 'none.csv')], /--data: cannot read .*no such file/],
  ['a folder as a table', ['gates', '--data', folder], /--data: cannot read .*folder/],
  ['an empty table', ['gates', '--data', file('empty.csv', '')], /--data.*no/],
  ['a ragged table', ['gates', '--data', file('ragged.csv', `a,b,c\n${rows}\n1,2\n`)], /line 22/],
  ['a column that is no number', ['gates', '--data', file('text.csv', `a,b,c\n1,x,even\n${rows}\n`)], /'b'.*'x'/],
  ['an unknown label', ['gates', '--data', file('good.csv', `a,b,c\n${rows}\n`), '--label', 'd'], /'d'/],
  ['an unknown variant', ['gates', '--only', 'l2'], /l2/],
  ['a target outside (0, 1)', ['gates', '--target', '1.5'], /target/],
  ['an unknown backend', ['bas', '--backend', 'cuda'], /cuda.*wasm/],
  ['a folder that is a file', ['bas', '--out', file('taken', '')], /--out: cannot write/],
  ['a folder inside a file', ['bas', '--out', join(file('taken', ''), 'runs')], /--out: cannot write/],
  ['a folder that cannot be written to', ['bas', '--out', '/proc/hyperprior'], /--out: cannot write/],
  ['an unknown option', ['bas', '--speed', '3'], /unknown option '--speed'/],
  ['an unknown command', ['bass'], /unknown command 'bass'/],
];

describe('bad input gives one clear line, exit code 2, and nothing on standard output', () => {
  test.each(cases)('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await hyperprior(args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

test('a run that cannot begin leaves no file behind', async () => {
  const out = mkdtempSync(join(tmpdir(), 'hyperprior-'));
  const { code } = await hyperprior(['bas', '--backend', 'cuda', '--out', out]);
  expect(code).toBe(2);
  expect(readdirSync(out)).toEqual([]);
});

test('a loss that is no longer finite ends the run with code 1 and keeps what was made', async () => {
  const out = mkdtempSync(join(tmpdir(), 'hyperprior-'));
  const { code, stderr } = await hyperprior([
    'bas',
    '--prior',
    'beta(0.5, 0.5)',
    '--exact',
    '--lr',
    '1e4',
    '--out',
    out,
    '--no-gif',
  ]);
  expect(stderr).toMatch(/bas: (the loss|a point) is NaN at step \d+/);
  expect(code).toBe(1);
  expect(readdirSync(out).every((name) => !name.endsWith('.partial'))).toBe(true);
});
