import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { hyperprior, hyperpriorHere, main } from './hyperprior.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'hyperprior-'));

/** A table of two classes with 16 features, which are also images of 4 x 4. */
const table = join(scratch(), 'table.csv');
const names = Array.from({ length: 16 }, (_, k) => `f${k}`);
const row = (i: number) => [...names.map((_, k) => Math.sin(i * (k + 1)) + (i % 2)), i % 2 ? 'odd' : 'even'].join();
writeFileSync(table, [[...names, 'class'].join(), ...Array.from({ length: 240 }, (_, i) => row(i))].join('\n'));

/** Short runs of every experiment. */
const runs: Record<string, string[]> = {
  bas: ['--prior', 'beta(2, 6)', '--count', '200', '--steps', '3000', '--frames', '150'],
  gbas: ['--dimensions', '4', '--count', '50', '--steps', '900', '--frames', '90'],
  gates: ['--data', table, '--only', 'plain,bas', '--epochs', '6', '--seeds', '2'],
  'channel-gates': ['--data', table, '--channels', '4,4,4', '--targets', '0.3,0.5', '--penalties', '1'],
  alpha: ['--data', table, '--hidden', '8', '--batch', '16', '--rates', '0.1,1', '--steps', '250'],
};

/** Runs the command and kills it after a time. Returns whether it ended before. */
function killed(args: readonly string[], milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}

/** Numbers of a finished run. The times of channel-gates are those of a clock, so they are left out. */
function filesIn(folder: string): Record<string, unknown> {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8').replace(/,?"time":\s*\{[^}]*\}/g, '');
  const texts = readdirSync(folder).filter((name) => /\.(jsonl?|csv)$/.test(name));
  return Object.fromEntries(texts.map((name) => [name, read(name)]));
}

describe('a run that is killed and resumed gives the files of one that was never stopped', () => {
  test.each(Object.keys(runs))('%s', async (name) => {
    const common = ['--backend', 'wasm', '--no-gif'];
    const [whole, folder] = [scratch(), scratch()];
    const start = performance.now();
    expect(await killed([name, ...runs[name], ...common, '--out', whole], 100_000)).toBe(true);
    const duration = performance.now() - start;
    let args = [name, ...runs[name], ...common, '--out', folder];
    const moments: number[] = [];
    for (let isDone = false; !isDone; ) {
      moments.push(duration * (moments.length < 4 ? 0.3 + 0.7 * Math.random() : 100));
      const hasEnded = await killed(args, moments[moments.length - 1]);
      const files = readdirSync(folder);
      // A run that was killed while it drew its pictures has all of its numbers.
      isDone = hasEnded || (files.includes('result.json') && !files.includes('checkpoint.bin'));
      if (files.includes('checkpoint.bin')) args = [name, ...common, '--resume', folder];
    }
    expect(filesIn(folder), `killed at ${moments.map(Math.round)} ms`).toEqual(filesIn(whole));
  });
});

describe('--resume', () => {
  const endless = ['bas', '--prior', 'beta(2, 6)', '--steps', '1000000', '--frames', '100000', '--backend', 'wasm'];
  const stopped = async (out: string, ...more: string[]) => {
    const stopAtOnce = (text: string, interrupt: () => void) => text.includes('loss') && interrupt();
    expect((await hyperprior([...endless, '--no-gif', '--out', out, ...more], stopAtOnce)).code).toBe(130);
  };

  test('refuses settings that would make other numbers, by their options, and takes those of the presentation', async () => {
    const out = scratch();
    await stopped(out, '--seed', '3');
    const refused = await hyperpriorHere(['bas', '--resume', out, '--seed', '4', '--lr', '0.5', '--frames', '7']);
    expect(refused.stderr).toBe(
      'hyperprior: --lr must stay as it is in the run to resume; leave it out, or start a new run; --seed must stay as it is in the run to resume; leave it out, or start a new run\n',
    );
    expect(refused.code).toBe(2);
    const other = await hyperpriorHere(['gates', '--resume', out]);
    expect(other.stderr).toMatch(
      /^hyperprior: --resume: the run must be one of gates, but is one of bas; use hyperprior bas/,
    );
    const step = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')).steps;
    const steps = String(step + 2);
    const { code, stdout } = await hyperprior(['bas', '--resume', out, '--seed', '3', '--steps', steps, '--json']);
    expect({ code, steps: JSON.parse(stdout).steps }).toEqual({ code: 0, steps: step + 2 });
    expect(readdirSync(out)).toEqual(['figure.png', 'figure.svg', 'frames.jsonl', 'result.json']);
  });

  test('of a run beside a completed one puts it in the place of that one', async () => {
    const out = scratch();
    expect((await hyperprior(['bas', '--steps', '3', '--no-gif', '--out', out])).code).toBe(0);
    await stopped(out);
    const { steps } = JSON.parse(readFileSync(join(out, 'unfinished', 'result.json'), 'utf8'));
    const { code } = await hyperprior(['bas', '--resume', out, '--steps', String(steps + 1), '--no-gif']);
    expect(code).toBe(0);
    expect(readdirSync(out)).toEqual(['figure.png', 'figure.svg', 'frames.jsonl', 'result.json']);
    expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')).steps).toBe(steps + 1);
  });

  test('loses nothing if the run cannot begin', async () => {
    const out = scratch();
    await stopped(out);
    const before = readdirSync(out);
    expect((await hyperprior(['bas', '--resume', out, '--backend', 'node-gpu'])).code).toBe(2);
    expect(readdirSync(out).filter((name) => !name.endsWith('.partial'))).toEqual(before);
  });

  test('refuses a run whose frames are gone, or a checkpoint of another version', async () => {
    const out = scratch();
    await stopped(out);
    writeFileSync(join(out, 'frames.jsonl'), '');
    const gone = await hyperpriorHere(['bas', '--resume', out]);
    expect(gone.stderr).toMatch(/^hyperprior: --resume: '[^\n]*' must hold the frames of the run[^\n]*\n$/);
    writeFileSync(join(out, 'checkpoint.bin'), serialize({ version: 0 }));
    const old = await hyperpriorHere(['bas', '--resume', out]);
    expect(old.stderr).toMatch(/must be a checkpoint of version 1, but is one of version 0; start the run again\n$/);
    expect([gone.code, old.code]).toEqual([2, 2]);
  });

  test('refuses a checkpoint that is something else', async () => {
    const out = scratch();
    writeFileSync(join(out, 'checkpoint.bin'), 'no checkpoint');
    const { code, stderr } = await hyperpriorHere(['bas', '--resume', out]);
    expect(stderr).toMatch(/^hyperprior: --resume: '[^\n]*checkpoint\.bin' must be the checkpoint of a run[^\n]*\n$/);
    expect(code).toBe(2);
  });
});
