import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hyperprior, main } from './hyperprior.ts';

/** Runs a line of a shell, in which `$H` is the command. */
const shell = (line: string) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const env = { ...process.env, H: `${process.execPath} ${main}` };
    const child = execFile('bash', ['-c', line], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });

const small = 'bas --steps 3 --backend cpu';

describe.runIf(existsSync('/dev/full'))('standard output that cannot be written', () => {
  test.each([`${small} --json`, small, 'backends --json', '--help'])('%s says so in one line', async (args) => {
    const { code, stderr } = await shell(`$H ${args} > /dev/full`);
    expect(code).toBe(2);
    expect(stderr.split('\n').filter((line) => line && !line.includes('%'))).toEqual([
      'hyperprior: cannot write to standard output: the disk is full',
    ]);
  });
});

describe('a reader that has seen enough', () => {
  test('ends the command without a word, with its files whole', async () => {
    const out = mkdtempSync(join(tmpdir(), 'hyperprior-'));
    const { stdout, stderr } = await shell(`$H ${small} --out ${out} | head -c 0; echo \${PIPESTATUS[0]}`);
    expect(stdout).toBe('0\n');
    expect(stderr).not.toContain('hyperprior:');
    expect(readdirSync(out).sort()).toEqual(['figure.gif', 'figure.png', 'figure.svg', 'frames.jsonl', 'result.json']);
  });

  test('of standard error too, stops the run', async () => {
    const { stdout } = await shell(`$H bas --steps 1000000 --backend cpu 2>&1 | head -1; echo \${PIPESTATUS[0]}`);
    expect(stdout).toMatch(/^bas .*\n130\n$/);
  });
});

describe('standard input', () => {
  test('has the points for --points -', async () => {
    const { stdout } = await shell("printf '1\\n2\\n-1\\n' | $H bas --points - --steps 2 --json --backend cpu");
    expect(JSON.parse(stdout).points).toHaveLength(3);
  });

  test('is named where it has none', async () => {
    const { code, stderr } = await shell('$H bas --points - < /dev/null');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^hyperprior: --points: standard input: the text holds no number/);
  });
});

describe('options without effect, and lowered ones', () => {
  test('are named on standard error, and the run goes on', async () => {
    const args = ['bas', '--steps', '2', '--backend', 'cpu', '--json'];
    const idle = ['--no-gif', '--frames', '5', '--theme', 'dark', '--allow-software'];
    const { code, stdout, stderr } = await hyperprior([...args, ...idle]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).steps).toBe(2);
    for (const option of ['--no-gif', '--frames', '--theme', '--allow-software'])
      expect(stderr).toContain(`hyperprior: ${option} has no effect: `);
    expect(stderr).toContain('--frames is lowered from 5 to 2');
  });

  test('a batch beyond the training set', async () => {
    const args = ['alpha', '--batch', '100000', '--rates', '0.1', '--hidden', '2', '--steps', '1', '--backend', 'wasm'];
    const { stderr } = await hyperprior(args);
    expect(stderr).toContain('--batch is lowered from 100000 to 7000: a batch has at most all samples');
  });
});

test('lists take commas and blanks, and options given again', async () => {
  const lists = [['2,6'], ['2', '6'], ['2, 6'], ['2 6'], ['2', '--params', '6']];
  for (const list of lists) {
    const args = ['bas', '--prior', 'beta', '--steps', '1', '--json', '--backend', 'cpu', '--params', ...list];
    expect(JSON.parse((await hyperprior(args)).stdout).prior).toBe('beta(a = 2, b = 6)');
  }
});

test('no number of a float32 is printed with more digits than it has', async () => {
  const { stdout } = await hyperprior(['bas', '--steps', '5', '--json', '--backend', 'cpu']);
  const { losses, points } = JSON.parse(stdout);
  for (const value of [...losses, ...points]) expect(Number(value.toPrecision(9))).toBe(value);
});
