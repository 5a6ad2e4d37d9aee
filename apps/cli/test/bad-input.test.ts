import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { hyperprior, hyperpriorHere, type Outcome } from './hyperprior.ts';

const folder = mkdtempSync(join(tmpdir(), 'hyperprior-'));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const rows = Array.from({ length: 20 }, (_, i) => `${i},${2 * i},${i % 2 ? 'odd' : 'even'}`).join('\n');

const cases: [what: string, args: string[], message: RegExp][] = [
  ['an unknown prior', ['bas', '--prior', 'gauss', '--params', '1,2'], /unknown prior 'gauss'; choose one of beta/],
  ['an unknown preset', ['bas', '--preset', 'rb'], /--preset must be one of rb-0\.2-0\.25, .* but got 'rb'/],
  ['a parameter out of range', ['bas', '--prior', 'beta', '--params=-1,2'], /beta: 'a' must be .* greater than 0/],
  ['too few parameters', ['bas', '--prior', 'beta', '--params', '1'], /beta takes 2 parameters \(a, b\), but got 1/],
  [
    'parameters that are no numbers',
    ['bas', '--prior', 'beta', '--params', '1,x'],
    /--params\[1\] must be a finite number, but got 'x'/,
  ],
  ['parameters without a prior', ['bas', '--params', '1,2'], /--params must be left out without --prior: one of beta/],
  [
    'a preset and a prior',
    ['bas', '--preset', 'beta-2-6', '--prior', 'beta'],
    /--prior must be left out beside --preset/,
  ],
  [
    'parameters twice',
    ['bas', '--prior', 'beta(2, 6)', '--params', '1,2'],
    /--params must be left out beside --prior, which has its own: 'beta\(2, 6\)'/,
  ],
  [
    'parameters that are not finite',
    ['bas', '--prior', 'beta', '--params', '1,Infinity'],
    /--params\[1\] must be a finite number, but got Infinity/,
  ],
  [
    'a number of given points',
    ['bas', '--points', file('two.txt', '1\n2\n'), '--count', '3'],
    /--count must be left out beside --points/,
  ],
  ['a label without a table', ['gates', '--label', 'species'], /--label needs --data/],
  ['no steps', ['bas', '--steps', '0'], /--steps must be a whole number from 1 to 1000000, but got 0/],
  ['points that are not there', ['bas', '--points', join(folder, 'none.txt')], /--points: cannot read .*no such file/],
  ['points that are no numbers', ['bas', '--points', file('points.txt', '1\ntwo\n')], /line 2/],
  ['a point that no float holds', ['bas', '--points', file('huge.txt', '1\n1e39\n')], /huge\.txt'.*line 2.*'1e39'/],
  [
    'points and a seed',
    ['bas', '--points', file('two.txt', '1\n2\n'), '--seed', '3'],
    /--seed must be left out beside --points/,
  ],
  ['an empty file of points', ['bas', '--points', file('empty.txt', '')], /--points.*no number/],
  ['a table that is not there', ['gates', '--data', join(folder, 'none.csv')], /--data: cannot read .*no such file/],
  ['a folder as a table', ['gates', '--data', folder], /--data: cannot read .*folder/],
  ['an empty table', ['gates', '--data', file('empty.csv', '')], /--data.*no/],
  ['a ragged table', ['gates', '--data', file('ragged.csv', `a,b,c\n${rows}\n1,2\n`)], /line 22/],
  ['a column that is no number', ['gates', '--data', file('text.csv', `a,b,c\n1,x,even\n${rows}\n`)], /'b'.*'x'/],
  ['an unknown label', ['gates', '--data', file('good.csv', `a,b,c\n${rows}\n`), '--label', 'd'], /'d'/],
  [
    'an unknown variant',
    ['gates', '--only', 'l2'],
    /--only\[0\] must name at least one of plain, l1, mean, bas, but got 'l2'/,
  ],
  [
    'a label by name in a table without a header',
    ['gates', '--data', file('bare.csv', `${rows}\n`), '--label', 'species'],
    /--data.*no header, so its columns are '1' to '3'/,
  ],
  ['a target outside (0, 1)', ['gates', '--target', '1.5'], /--target must be .* less than 1, but got 1\.5/],
  ['too many epochs', ['gates', '--epochs', '10001'], /--epochs must be a whole number from 1 to 10000, but got 10001/],
  ['a rate that no float holds', ['bas', '--lr', '1e39'], /--lr must be a number greater than 0 and at most 1e38/],
  ['a header without a table', ['gates', '--no-header'], /--header needs --data/],
  [
    'no room for the seeds',
    ['gates', '--seed', '9007199254740991', '--seeds', '2'],
    /--seed must be at most 9007199254740990/,
  ],
  [
    'an unknown backend',
    ['bas', '--backend', 'cuda'],
    /no backend 'cuda' in Node; choose one of node-gpu, webgpu, node, wasm, cpu$/m,
  ],
  ['a backend of browsers', ['bas', '--backend', 'webgl'], /no backend 'webgl' in Node/],
  ['a folder without a name', ['bas', '--out', ''], /--out: must name a folder/],
  ['a folder that is a file', ['bas', '--out', file('taken', '')], /--out: cannot write/],
  ['a folder inside a file', ['bas', '--out', join(file('taken', ''), 'runs')], /--out: cannot write/],
  ['a folder that cannot be written to', ['bas', '--out', '/proc/hyperprior'], /--out: cannot write/],
  [
    'a target of channels outside (0, 1)',
    ['channel-gates', '--targets', '0.5,1'],
    /--targets\[1\] must be .* less than 1, but got 1/,
  ],
  [
    'a single convolution',
    ['channel-gates', '--channels', '8'],
    /--channels must be a list of 2 to 20 numbers of channels/,
  ],
  ['half a channel', ['channel-gates', '--channels', '8,1.5'], /--channels\[1\] must be a whole number from 1/],
  ['a penalty below 0', ['channel-gates', '--penalties=-1'], /--penalties\[0\] must be .* of at least 0, but got -1/],
  [
    'an unknown method',
    ['channel-gates', '--only', 'l1'],
    /--only\[0\] must name at least one of gbas, bas, l0, but got 'l1'/,
  ],
  ['an unknown family', ['gbas', '--family', 'normal'], /--family must be one of relaxed-bernoulli, beta/],
  ['a target of gbas outside (0, 1)', ['gbas', '--target', '1'], /--target must be .* less than 1, but got 1/],
  [
    'a target and a hyperprior',
    ['gbas', '--target', '0.3', '--hyperprior', 'beta(3, 7)'],
    /--target must be left out beside --hyperprior/,
  ],
  [
    'an unknown hyperprior',
    ['gbas', '--hyperprior', 'gauss(3, 7)'],
    /--hyperprior must be a prior: unknown prior 'gauss'/,
  ],
  ['an unknown preset of gbas', ['gbas', '--preset', 'book'], /--preset must be one of notebook, but got 'book'/],
  ['a preset and a seed', ['gbas', '--preset', 'notebook', '--seed', '1'], /--seed must be left out beside --preset/],
  ['too long a warm-up', ['gbas', '--warm-up', '1000001'], /--warm-up must be a whole number from 0 to 1000000/],
  ['a weight below 0', ['gbas', '--l1=-1'], /--l1 must be a finite number of at least 0, but got -1/],
  ['more values than fit', ['gbas', '--dimensions', '60000', '--count', '1000'], /at most 4194304/],
  ['a learning rate of 0', ['alpha', '--rates', '0.1,0'], /--rates\[1\] must be a number greater than 0 .* but got 0/],
  [
    'a learning rate twice',
    ['alpha', '--rates', '0.1,0.1'],
    /--rates must be a list with every learning rate once, but got 0\.1 twice/,
  ],
  [
    'rates that are no numbers',
    ['alpha', '--rates', '0.1;1'],
    /--rates\[0\] must be a number greater than 0 .* but got '0\.1;1'/,
  ],
  [
    'an unknown optimizer',
    ['alpha', '--optimizer', 'lion'],
    /--optimizer must be one of sgd, momentum, adam, but got 'lion'/,
  ],
  ['half a sample', ['alpha', '--batch', '0.5'], /--batch must be a whole number from 1 to 100000, but got 0\.5/],
  [
    'a batch that is too large',
    ['alpha', '--batch', '100001'],
    /--batch must be a whole number from 1 to 100000, but got 100001/,
  ],
  ['half a unit', ['alpha', '--hidden', '8,0.5'], /--hidden\[1\] must be a whole number from 1 to 10000, but got 0\.5/],
  [
    'two options at once, and names both',
    ['gates', '--epochs', '0', '--lr', 'x'],
    /--epochs must be .* 0; --lr must be .* 'x'/,
  ],
  [
    'an option by its own name',
    ['channel-gates', '--ungated-epochs', '0'],
    /: --ungated-epochs must be a whole number/,
  ],
  ['a folder without a run to resume', ['bas', '--resume', folder], /--resume: '.*' holds no run to resume/],
  [
    'a folder for both',
    ['bas', '--resume', folder, '--out', folder],
    /'--resume <dir>' cannot be used with option '--out <dir>'/,
  ],
  ['a prior without mass', ['bas', '--prior', 'normal(5, 0.1)'], /--prior .*has no mass in \(0, 1\)/],
  ['a mixture without mass', ['bas', '--prior', 'uniform(2, 3) + normal(-9, 1)'], /--prior .*has no mass in \(0, 1\)/],
  ['a hyperprior without mass', ['gbas', '--hyperprior', 'uniform(2, 3)'], /--hyperprior .*has no mass in \(0, 1\)/],
  ['penalties without l0', ['channel-gates', '--only', 'bas', '--penalties', '2'], /--penalties has no effect: .*l0/],
  ['targets without priors', ['channel-gates', '--only', 'l0', '--targets', '0.2'], /--targets has no effect: .*gbas/],
  ['a weight without priors', ['channel-gates', '--only', 'l0', '--weight', '2'], /--weight has no effect/],
  [
    'a target without gates',
    ['gates', '--only', 'plain,l1', '--target', '0.3'],
    /--target has no effect: .*mean and bas/,
  ],
  ['a table in gzip', ['gates', '--data', file('table.csv.gz', gzipSync(rows))], /gzip; unpack/],
  ['a table in UTF-16', ['gates', '--data', file('wide.csv', Buffer.from(`\uFEFF${rows}`, 'utf16le'))], /UTF-16; save/],
  ['binary data', ['gates', '--data', file('data.bin', Uint8Array.of(1, 0, 0, 9, 0, 2))], /binary/],
  ['pipes', ['gates', '--data', file('pipes.csv', rows.replaceAll(',', '|'))], /by '\|'; set --delimiter '\|'/],
  ['decimal commas', ['gates', '--data', file('commas.csv', '1,5;x\n2,5;y\n')], /set --delimiter, or --decimal ','/],
  [
    'a quantity as classes',
    ['gates', '--data', file('prices.csv', Array.from({ length: 30 }, (_, i) => `${i % 7},${i / 8}\n`).join(''))],
    /30 different numbers in 30 rows: if they are a quantity to predict/,
  ],
  [
    'names that are numbers',
    ['gates', '--data', file('years.csv', `2001,2002,kind\n${rows}\n`)],
    /line 1 holds numbers, but may be a row of names; add --header if it is, --no-header if it is data/,
  ],
  ['a delimiter without a table', ['gates', '--delimiter', ';'], /--delimiter needs --data/],
  ['an unknown delimiter', ['gates', '--data', '-', '--delimiter', '#'], /--delimiter: must be one of .*, but is '#'/],
  ['an unknown option', ['bas', '--speed', '3'], /unknown option '--speed'.*hyperprior bas --help says more/],
  ['an unknown command', ['bass'], /unknown command 'bass'.*bas/],
  [
    'help on an unknown command',
    ['help', 'nope'],
    /there is no command 'nope'; choose one of bas, gbas, gates, channel-gates, alpha, prior, cockpit, backends/,
  ],
  ['a word too many', ['bas', 'now'], /too many arguments/],
  ['an option without its value', ['bas', '--steps'], /--steps <n>' argument missing/],
  ['characters that steer a terminal', ['bas', '--prior', 'be\x1b[31m\rta'], /'be\\x1b\[31m\\x0dta'/],
];

/** One of each kind, for a process of its own. */
const kinds = [
  'a parameter out of range',
  'points that are no numbers',
  'a ragged table',
  'an unknown backend',
  'a folder that is a file',
  'an unknown option',
];

describe('bad input gives one clear line, exit code 2, and nothing on standard output', () => {
  const expectRefused = ({ code, stdout, stderr }: Outcome, message: RegExp) => {
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr).toMatch(/^hyperprior: [^\n]+\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  };

  test.each(cases)('%s', async (_, args, message) => {
    expectRefused(await hyperpriorHere(args), message);
  });

  test.each(kinds)('%s, as a process', async (kind) => {
    const found = cases.find(([what]) => what === kind);
    if (!found) throw new Error(`there is no case '${kind}'`);
    const [, args, message] = found;
    expectRefused(await hyperprior(args), message);
  });
});

test('a run that cannot begin leaves no file and no folder behind', async () => {
  const above = mkdtempSync(join(tmpdir(), 'hyperprior-'));
  for (const backend of ['cuda', 'node-gpu']) {
    const { code, stderr } = await hyperprior(['bas', '--backend', backend, '--out', join(above, 'deep', 'run')]);
    expect(stderr).toMatch(/^hyperprior: --backend: [^\n]+\n$/);
    expect(code).toBe(2);
    expect(readdirSync(above)).toEqual([]);
  }
});

test("TF.js's greeting is left out", async () => {
  const { code, stderr } = await hyperprior(['bas', '--backend', 'cpu', '--steps', '2', '--json']);
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/looks like you are running/);
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
  expect(readdirSync(out).sort()).toEqual(['figure.png', 'figure.svg', 'frames.jsonl']);
});
