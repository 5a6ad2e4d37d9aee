import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { hyperprior, hyperpriorHere } from './hyperprior.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'hyperprior-'));
const bas = (out: string, ...more: string[]) => ['bas', '--steps', '3', '--no-gif', '--out', out, ...more];
const endless = (out: string) => ['bas', '--steps', '1000000', '--frames', '100000', '--no-gif', '--out', out];
const stopAtOnce = (text: string, interrupt: () => void) => {
  if (text.includes('loss')) interrupt();
};
/** A run to its end. */
const completed = (out: string, seed: string) => hyperpriorHere(bas(out, '--backend', 'wasm', '--seed', seed));
const resultIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));

/** A module that is loaded before the command. */
function preloaded(code: string) {
  const path = join(scratch(), 'preloaded.mjs');
  writeFileSync(path, code);
  return { env: { NODE_OPTIONS: `--import ${pathToFileURL(path)}` } };
}

describe('a name that is taken by a folder is refused before the run', () => {
  test.each(['figure.png', 'frames.jsonl', 'result.json', 'frames.jsonl.partial', 'model-bas.json'])(
    '%s',
    async (name) => {
      const out = scratch();
      mkdirSync(join(out, name));
      const { code, stdout, stderr } = await hyperpriorHere(bas(out));
      expect(stderr).toMatch(/^hyperprior: --out: [^\n]* but is a folder[^\n]*\n$/);
      expect(stderr).toContain(name);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(readdirSync(out)).toEqual([name]);
    },
  );
});

describe('a disk that is full', () => {
  /** Lets so many frames be written, half of the next one, and then nothing more. */
  const fullAfter = (frames: number) =>
    preloaded(`
      import { open } from 'node:fs/promises';
      const file = await open(${JSON.stringify(join(scratch(), 'any'))}, 'w');
      const prototype = Object.getPrototypeOf(file);
      await file.close();
      const append = prototype.appendFile;
      let room = ${frames};
      prototype.appendFile = async function (text) {
        if (room-- > 0) return append.call(this, text);
        await append.call(this, text.slice(0, text.length / 2));
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      };`);

  test('nothing torn gets a name, and the run can be resumed', async () => {
    const out = join(scratch(), 'run');
    const { code, stderr } = await hyperprior(bas(out), undefined, fullAfter(1));
    expect(stderr).toMatch(/--out: cannot write to .*: the disk is full\n$/);
    expect(code).toBe(2);
    expect(readdirSync(out).sort()).toEqual(['checkpoint.bin', 'frames.jsonl.partial']);
    expect((await hyperprior(['bas', '--resume', out])).code).toBe(0);
    expect(resultIn(out)).toMatchObject({ completed: true, steps: 3 });
  });

  test('an earlier run stays whole', async () => {
    const out = scratch();
    expect((await completed(out, '1')).code).toBe(0);
    const names = readdirSync(out);
    const contents = () => names.map((name) => readFileSync(join(out, name), 'utf8'));
    const before = contents();
    expect((await hyperprior(bas(out, '--seed', '2'), undefined, fullAfter(1))).code).toBe(2);
    expect(contents()).toEqual(before);
  });
});

describe('two runs in one folder', () => {
  test('a completed one replaces the one before', async () => {
    const out = scratch();
    expect((await completed(out, '1')).code).toBe(0);
    expect((await hyperprior(bas(out, '--seed', '2'))).code).toBe(0);
    expect(resultIn(out)).toMatchObject({ seed: 2, completed: true });
    expect(readdirSync(out)).not.toContain('unfinished');
  });

  test('one that is stopped goes beside a completed one', async () => {
    const out = scratch();
    expect((await completed(out, '1')).code).toBe(0);
    const { code, stdout } = await hyperprior(endless(out), stopAtOnce);
    expect(code).toBe(130);
    expect(stdout).toContain(join(out, 'unfinished'));
    expect(resultIn(out)).toMatchObject({ seed: 1, completed: true });
    expect(resultIn(join(out, 'unfinished'))).toMatchObject({ completed: false });
    expect(readdirSync(join(out, 'unfinished')).sort()).toEqual([
      'checkpoint.bin',
      'figure.png',
      'figure.svg',
      'frames.jsonl',
      'result.json',
    ]);
  });

  test('one that is stopped replaces another that was stopped', async () => {
    const out = scratch();
    for (let i = 0; i < 2; i++) await hyperprior(endless(out), stopAtOnce);
    expect(readdirSync(out)).not.toContain('unfinished');
    expect((await completed(out, '1')).code).toBe(0);
    expect(resultIn(out)).toMatchObject({ completed: true });
  });
});

test('a second Ctrl-C gives up the pictures only: frames and result are there before', async () => {
  const out = scratch();
  const { code } = await hyperprior(
    bas(out),
    undefined,
    preloaded(`
      import promises from 'node:fs/promises';
      import { syncBuiltinESMExports } from 'node:module';
      const { writeFile } = promises;
      promises.writeFile = async (path, ...rest) => {
        if (String(path).includes('figure')) process.kill(process.pid, 'SIGKILL');
        return writeFile(path, ...rest);
      };
      syncBuiltinESMExports();`),
  );
  expect(code).not.toBe(0);
  expect(readdirSync(out).sort()).toEqual(['frames.jsonl', 'result.json']);
  expect(resultIn(out).losses).toHaveLength(3);
});

describe('without what draws pixels', () => {
  const missing = () =>
    preloaded(`
      import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(
        "export function resolve(name, context, next) {" +
        "  if (name.includes('resvg')) throw new Error('Cannot find package resvg');" +
        "  return next(name, context); }"));`);

  test('a run without files does not ask for it', async () => {
    const { code, stderr } = await hyperprior(['bas', '--steps', '3'], undefined, missing());
    expect(code).toBe(0);
    expect(stderr).not.toContain('resvg');
  });

  test('a run with files says what is left out, and writes the rest', async () => {
    const out = scratch();
    const { code, stderr } = await hyperprior(bas(out), undefined, missing());
    expect(stderr).toMatch(/^hyperprior: figure\.png and figure\.gif are left out: @resvg\/resvg-js[^\n]*\n/);
    expect(code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['figure.svg', 'frames.jsonl', 'result.json']);
  });
});
