import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLog } from '@hyperprior/cockpit-alpha';
import { expect, test } from 'vitest';
import { hyperprior, hyperpriorHere } from './hyperprior.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'hyperprior-'));
const small = ['alpha', '--hidden', '8', '--batch', '64', '--backend', 'wasm'];
const logIn = (folder: string, rate: number) => readLog(readFileSync(join(folder, `alpha-${rate}.jsonl`), 'utf8'));
const pictures = ['figure.png', 'figure.svg', 'frames.jsonl', 'result.json'];

test('--json prints one object and nothing else: what each learning rate came to, and which is best', async () => {
  const { code, stdout } = await hyperprior([...small, '--rates', '0.001,0.3,1000', '--steps', '12', '--json']);
  expect(code).toBe(0);
  const { best, completed, trainings } = JSON.parse(stdout);
  expect({ best, completed }).toEqual({ best: 0.3, completed: true });
  const [short, , long] = trainings;
  expect(short).toMatchObject({ rate: 0.001, steps: 12, diverged: null });
  expect(short.alphas.filter((alpha: number | null) => alpha !== null)).toHaveLength(11);
  expect(long).toMatchObject({ rate: 1000, diverged: expect.any(Number), finalLoss: null });
});

test('says what came of the rates; --out has a log of each training beside the rest', async () => {
  const out = scratch();
  const { code, stdout } = await hyperpriorHere([
    ...[...small, '--rates', '0.2,0.01', '--steps', '6', '--frames', '3'],
    ...['--out', out, '--no-gif'],
  ]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^784-8-10 by sgd, batches of 64\n +rate +median alpha +quartiles +loss +accuracy\n +0\.01 /);
  expect(stdout).toMatch(/\nLowest loss at the learning rate 0\.2, with a median alpha of -?\d\.\d\d\.\n/);
  expect(stdout).toMatch(/frames\.jsonl, result\.json, alpha-0\.2\.jsonl, alpha-0\.01\.jsonl, figure\.svg/);
  expect(readdirSync(out).sort()).toEqual(['alpha-0.01.jsonl', 'alpha-0.2.jsonl', ...pictures]);
  const { records, damaged } = logIn(out, 0.2);
  expect(damaged.lines).toBe(0);
  expect(records.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(records[1].values).toMatchObject({ alpha: { since: 0 }, loss: expect.any(Number) });
});

test('a log can be read along, and is kept where the run is stopped; the next run takes its place', async () => {
  const out = scratch();
  const log = join(out, 'alpha-0.1.jsonl');
  const isFollowed = () => existsSync(log) && readLog(readFileSync(log, 'utf8')).records.length > 3;
  let stop = () => {};
  const run = hyperprior(
    [...small, '--rates', '0.1', '--steps', '100000', '--frames', '100000', '--out', out, '--no-gif'],
    (_, interrupt) => {
      stop = interrupt;
    },
  );
  await expect.poll(isFollowed, { timeout: 30_000 }).toBe(true);
  stop();
  const { code } = await run;
  expect(code).toBe(130);
  expect(logIn(out, 0.1)).toMatchObject({ damaged: { lines: 0 }, isTorn: false });
  await hyperpriorHere(['bas', '--steps', '2', '--backend', 'wasm', '--out', out, '--no-gif']);
  expect(readdirSync(out).sort()).toEqual(pictures);
}, 60_000);

test('a run beside a completed one writes its logs apart until it is completed too', async () => {
  const out = scratch();
  const rates = ['--rates', '0.1', '--out', out, '--no-gif'];
  for (const _ of [1, 2]) await hyperpriorHere([...small, ...rates, '--steps', '3']);
  expect(existsSync(join(out, 'unfinished'))).toBe(false);
  const { code } = await hyperprior(
    [...small, ...rates, '--steps', '100000', '--frames', '100000'],
    (text, interrupt) => {
      if (text.includes('step')) interrupt();
    },
  );
  expect(code).toBe(130);
  expect(logIn(out, 0.1).records).toHaveLength(3);
  expect(logIn(join(out, 'unfinished'), 0.1).records.length).toBeGreaterThan(0);
  await hyperpriorHere([...small, ...rates, '--steps', '4']);
  expect(logIn(out, 0.1).records).toHaveLength(4);
}, 60_000);
