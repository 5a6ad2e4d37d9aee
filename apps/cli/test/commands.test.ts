import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadGates } from '@hyperprior/experiments';
import { golden } from '@hyperprior/golden';
import { describe, expect, test } from 'vitest';
import { hyperprior, hyperpriorHere } from './hyperprior.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'hyperprior-'));

describe('hyperprior bas', () => {
  test('--json prints one object and nothing else, and lands on the golden loss', async () => {
    const { code, stdout } = await hyperprior(['bas', '--preset', 'rb-0.2-0.25', '--json', '--backend', 'wasm']);
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    const { loss } = golden<{ f64: { loss: number[] } }>('training/bas_rb_0.2_0.25.json').f64;
    expect(result.finalLoss).toBeCloseTo(loss[loss.length - 1], 7);
    expect(result.losses).toHaveLength(100);
  });

  test('says what came of the points; --out writes the frames, the result and the figures', async () => {
    const out = join(scratch(), 'deep', 'folder');
    const { code, stdout } = await hyperprior(['bas', '--steps', '6', '--frames', '3', '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^500 points pulled towards relaxed-bernoulli\(.*\)\n {2}loss +0\.1149 -> 0\.\d+ in 6 steps\n/,
    );
    expect(readdirSync(out).sort()).toEqual(['figure.gif', 'figure.png', 'figure.svg', 'frames.jsonl', 'result.json']);
    const frames = readFileSync(join(out, 'frames.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(frames.map(({ step }) => step)).toEqual([0, 2, 4, 5]);
    expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')).losses).toHaveLength(6);
    expect(readFileSync(join(out, 'figure.png')).subarray(1, 4).toString()).toBe('PNG');
    expect(readFileSync(join(out, 'figure.gif')).subarray(0, 6).toString()).toBe('GIF89a');
  });

  test('--out takes away what an earlier run left under its names, and nothing else', async () => {
    const out = scratch();
    for (const name of ['figure.gif', 'notes.txt']) writeFileSync(join(out, name), 'old');
    expect((await hyperprior(['bas', '--steps', '2', '--out', out, '--no-gif'])).code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['figure.png', 'figure.svg', 'frames.jsonl', 'notes.txt', 'result.json']);
  });

  test('Ctrl-C is heard between two frames that lie far apart', async () => {
    const child = hyperprior(['bas', '--steps', '1000000', '--frames', '1', '--json'], (text, interrupt) => {
      if (text.includes('loss')) interrupt();
    });
    const { code, stdout } = await child;
    expect(code).toBe(130);
    const { losses, completed } = JSON.parse(stdout);
    expect(losses.length).toBeLessThan(1_000_000);
    expect(completed).toBe(false);
  });

  test('Ctrl-C stops it cleanly and keeps what was made', async () => {
    const out = scratch();
    const args = ['bas', '--steps', '1000000', '--frames', '100000', '--out', out, '--no-gif'];
    const { code, stdout, stderr } = await hyperprior(args, (text, interrupt) => {
      if (text.includes('loss')) interrupt();
    });
    expect(code).toBe(130);
    expect(stdout).toMatch(/interrupted +after step \d+ of 1000000/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(readdirSync(out).sort()).toEqual([
      'checkpoint.bin',
      'figure.png',
      'figure.svg',
      'frames.jsonl',
      'result.json',
    ]);
    const { losses } = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
    expect(losses.length).toBeGreaterThan(0);
  });
});

describe('hyperprior gbas', () => {
  test('--json prints one object and nothing else, and lands where the notebook does', async () => {
    const { code, stdout } = await hyperprior(['gbas', '--preset', 'notebook', '--json', '--backend', 'wasm']);
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    const { loss, ploss } = golden<{ f64: { loss: number[]; ploss: number[] } }>('training/gbas_notebook.json').f64;
    expect(result.finalLoss).toBeCloseTo(loss[loss.length - 1], 5);
    expect(result.priorLoss).toBeCloseTo(ploss[ploss.length - 1], 5);
    expect([result.means, result.temperatures].map(({ length }) => length)).toEqual([30, 30]);
  });

  test('says what came of the priors; --out writes the frames, the result and the figures', async () => {
    const out = join(scratch(), 'gbas');
    const size = ['--family', 'beta', '--dimensions', '4', '--count', '30', '--steps', '5', '--frames', '2'];
    const { code, stdout } = await hyperprior(['gbas', ...size, '--target', '0.4', '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^4 × 30 points and their beta priors under beta\(a = 4, b = 6\)\n/);
    expect(stdout).toMatch(/\n {2}means +0\.\d+ on average, from 0\.\d+ to 0\.\d+\n {2}fit +Cramér-von Mises W²/);
    expect(readdirSync(out).sort()).toEqual(['figure.gif', 'figure.png', 'figure.svg', 'frames.jsonl', 'result.json']);
  });
});

test('hyperprior backends shows every backend of Node, with a device or a reason', async () => {
  const { code, stdout } = await hyperprior(['backends', '--json']);
  expect(code).toBe(0);
  const { backends } = JSON.parse(stdout);
  expect(backends.map(({ name }: { name: string }) => name)).toEqual(['node-gpu', 'webgpu', 'node', 'wasm', 'cpu']);
  for (const { available, device, reason } of backends) expect(available ? device : reason).toMatch(/\w/);
});

test.each([
  ['--help', hyperprior],
  ['bas --help', hyperpriorHere],
  ['gates --help', hyperpriorHere],
  ['alpha --help', hyperpriorHere],
  ['cockpit --help', hyperpriorHere],
  ['backends --help', hyperpriorHere],
])('hyperprior %s teaches', async (args, run) => {
  const { code, stdout } = await run(args.split(' '));
  expect(code).toBe(0);
  expect(stdout).toMatch(/Usage: hyperprior/);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test.each([
  ['gates', ['default: 25', 'default: 0.001', 'default: 0.4']],
  ['alpha', ['0.003,0.03,0.1,0.3,3', 'default: sgd', 'default: 200', 'default: 512']],
  ['bas', ['else 100', 'default: 0.1', 'default: 500', '0.3 * beta(2, 6)']],
])('hyperprior help %s shows the defaults', async (command, defaults) => {
  const { code, stdout } = await hyperpriorHere(['help', command]);
  expect(code).toBe(0);
  for (const words of defaults) expect(stdout).toContain(words);
});

describe('hyperprior gates, stopped', () => {
  const args = ['gates', '--epochs', '1000', '--only', 'plain', '--only', 'bas'];

  test('after an epoch: says where, with the figures of the validation set', async () => {
    const { code, stdout } = await hyperprior(args, (text, interrupt) => {
      if (text.includes('accuracy')) interrupt();
    });
    expect(code).toBe(130);
    expect(stdout).toMatch(
      /^Interrupted after epoch \d+ of 1000 of 'plain', seed 0; .*validation set: accuracy \d+\.\d %/,
    );
    expect(stdout).not.toContain('shuffled');
  });

  test('before the first one: says so, and leaves no folder', async () => {
    const out = join(scratch(), 'run');
    const stopped = { env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(interruptSoon)}` } };
    const { code, stdout, stderr } = await hyperprior([...args, '--out', out], undefined, stopped);
    expect(stderr).toBe('hyperprior: gates: stopped before the first epoch was done\n');
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });
});

/** Sends the process a SIGINT as soon as it listens for one. */
const interruptSoon = `process.on('newListener', (event) => {
  if (event === 'SIGINT') setTimeout(() => process.kill(process.pid, 'SIGINT'), 0);
})`;

test('hyperprior gates runs on a table of the user', async () => {
  const out = scratch();
  const rows = Array.from({ length: 60 }, (_, i) => `${(i * 7) % 11},${i % 2 ? 5 : -5},${i % 2 ? 'odd' : 'even'}`);
  writeFileSync(join(out, 'table.csv'), `a,b,parity\n${rows.join('\n')}\n`);
  const args = ['gates', '--data', join(out, 'table.csv'), '--epochs', '2', '--only', 'bas', '--json'];
  const { code, stdout } = await hyperprior(args);
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(stdout).variants)).toEqual(['bas']);
  expect(existsSync(join(out, 'figure.svg'))).toBe(false);
});

test('hyperprior gates writes models, predictions and confusion matrices, and the next run removes them', async () => {
  const [out, path] = [scratch(), join(scratch(), 'table.csv')];
  const rows = Array.from({ length: 60 }, (_, i) => `${(i * 7) % 11},${i % 2 ? 5 : -5},${i % 2 ? 'odd' : 'even'}`);
  writeFileSync(path, `a,b,parity\n${rows.join('\n')}\n`);
  const common = ['--backend', 'wasm', '--no-gif', '--out', out];
  const args = ['gates', '--data', path, '--epochs', '2', '--only', 'plain', ...common];
  const { code, stdout, stderr } = await hyperpriorHere([...args, '--json']);
  expect(code).toBe(0);
  expect(stderr).toMatch(/hyperprior: 2 epochs train the networks too little[^\n]*\n$/);
  const read = (name: string) => readFileSync(join(out, name), 'utf8');
  for (const json of [stdout, read('result.json')]) expect('artifacts' in JSON.parse(json)).toBe(false);
  const classifier = loadGates(read('model-plain.json'));
  const [, ...lines] = read('predictions-plain.csv').trimEnd().split('\n');
  expect(lines).toHaveLength(12);
  for (const line of lines) {
    const [row, truth, predicted] = line.split(',');
    const [a, b, label] = rows[Number(row) - 1].split(',');
    expect(truth).toBe(label);
    expect(classifier.classify([Number(a), Number(b)]).className).toBe(predicted);
  }
  expect(read('confusion-plain.csv')).toMatch(/^true,(even,odd|odd,even)\n(\w+,\d+,\d+\n){2}$/);
  writeFileSync(join(out, 'model-mine.json'), '{}');
  expect((await hyperpriorHere(['bas', '--steps', '3', ...common])).code).toBe(0);
  expect(readdirSync(out)).toEqual(['figure.png', 'figure.svg', 'frames.jsonl', 'model-mine.json', 'result.json']);
});

test('hyperprior gates takes a table without a header, with its label by number', async () => {
  const out = scratch();
  const rows = Array.from({ length: 60 }, (_, i) => `${i % 2},${(i * 7) % 11},${i % 2 ? 5 : -5}`);
  writeFileSync(join(out, 'table.csv'), `${rows.join('\n')}\n`);
  const args = [
    'gates',
    '--data',
    join(out, 'table.csv'),
    '--label',
    '1',
    '--epochs',
    '20',
    '--lr',
    '0.02',
    '--only',
    'plain',
  ];
  const { code, stdout } = await hyperprior([...args, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).variants.plain.accuracy).toBeGreaterThan(0.9);
  const { code: refused, stderr } = await hyperpriorHere([...args, '--header']);
  expect(stderr).toMatch(/two columns must not share the name|must be a column/);
  expect(refused).toBe(2);
});
