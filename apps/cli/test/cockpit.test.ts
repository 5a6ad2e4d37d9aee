import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { logLine, tensorboardRestart, tensorboardStart, tensorboardStep } from '@hyperprior/cockpit-alpha';
import { describe, expect, test } from 'vitest';
import { hyperprior, hyperpriorHere } from './hyperprior.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'hyperprior-'));

const record = (step: number, alpha = 0.25) => ({
  step,
  values: { alpha: { since: step - 1, alpha, fit: [1, 2, 3] }, loss: 2 / (step + 1), gradientNorm: [3, 4] },
  problems: {},
});

const lines = (from: number, to: number, alpha?: number) =>
  Array.from({ length: to - from }, (_, i) => logLine(record(from + i, alpha))).join('');

function logOf(text: string): string {
  const path = join(scratch(), 'run.jsonl');
  writeFileSync(path, text);
  return path;
}

describe('hyperprior cockpit', () => {
  test.each([
    [-0.8, 'too short: median -0.8 of the latest 40; steps end before half of the way'],
    [0.25, 'about right: median 0.25 of the latest 40; steps end near the minimum'],
    [0.75, 'long: median 0.75 of the latest 40; steps end beyond the minimum'],
    [1.5, 'too long: median 1.5 of the latest 40; steps end higher than they began'],
  ])('says of a median alpha of %d what it means', async (alpha, words) => {
    const path = logOf(lines(0, 40, alpha));
    const { code, stdout } = await hyperpriorHere(['cockpit', path]);
    expect(stdout).toContain(`${path}: 40 records, steps 0 to 39\n  loss      2 -> 0.05\n  alpha     ${words}`);
    expect(code).toBe(0);
  });

  test('says what went wrong: problems, damaged and torn lines, steps made anew', async () => {
    const troubled = logLine({ step: 3, values: { loss: Number.NaN }, problems: { tic: 'no\n\x1b[31msamples' } });
    const path = logOf(`${lines(0, 3)}damage\n${troubled}${lines(2, 3)}${troubled}{"step":9`);
    const { code, stdout } = await hyperpriorHere(['cockpit', path]);
    expect(stdout).toContain('4 records, steps 0 to 3\n  loss      2 -> NaN');
    expect(stdout).toContain('  problem   tic, at 1 step from 3 on: no');
    expect(stdout).not.toContain('\x1b');
    expect(stdout).toContain('  damaged   1 line, the first is line 4\n');
    expect(stdout).toContain('  anew      2 records replaced');
    expect(stdout).toContain('  torn      ');
    expect(code).toBe(0);
  });

  test.each([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['null, as JSON has it', null],
  ])('gives no verdict on a training whose loss has become %s', async (_, loss) => {
    const dead = Array.from({ length: 60 }, (_, i) => ({
      step: 101 + i,
      values: { alpha: { since: 100 + i, alpha: null, fit: null }, loss },
      problems: {},
    }));
    const path = logOf(`${lines(0, 101, -0.767)}${dead.map((each) => `${logLine(each as never)}`).join('')}`);
    const { code, stdout } = await hyperpriorHere(['cockpit', path]);
    expect(stdout).toContain('  dead      the loss is not finite since step 101');
    expect(stdout).not.toMatch(/alpha|too short|median/);
    expect(code).toBe(0);
    const json = JSON.parse((await hyperpriorHere(['cockpit', path, '--json'])).stdout);
    expect(json).toMatchObject({ notFiniteSince: 101, alpha: null });
  });

  test('counts steps without an alpha among the latest', async () => {
    const undefinedAt = (step: number) =>
      logLine({ step, values: { alpha: { since: step - 1, alpha: null }, loss: 1 }, problems: {} });
    const rest = Array.from({ length: 60 }, (_, i) => undefinedAt(100 + i)).join('');
    const { stdout } = await hyperpriorHere(['cockpit', logOf(lines(0, 100, -0.8) + rest)]);
    expect(stdout).toContain('too short: median -0.8 of 40 that are defined at the latest 100 steps');
    const { stdout: none } = await hyperpriorHere(['cockpit', logOf(rest)]);
    expect(none).toContain('alpha     not defined at any of the latest 60 steps');
  });

  test('--json prints one object and nothing else', async () => {
    const path = logOf(`${lines(0, 4)}${logLine({ step: 4, values: {}, problems: { tic: 'no' } })}`);
    const { code, stdout } = await hyperprior(['cockpit', path, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      log: path,
      records: 5,
      firstStep: 0,
      lastStep: 4,
      loss: { first: 2, last: 0.5 },
      notFiniteSince: null,
      alpha: { median: 0.25, count: 4, steps: 4, says: 'about right' },
      problems: { tic: { steps: 1, first: 4, why: 'no' } },
      damaged: { lines: 0, first: null },
      replaced: 0,
      isTorn: false,
    });
  });

  test('--out draws the screen, and --tensorboard adds the events', async () => {
    const out = join(scratch(), 'deep', 'folder');
    const histogram = { gradientHistogram: { counts: [1, 2], edges: [0, 1, 2] } };
    const histogramAt = (step: number) => logLine({ step, values: histogram, problems: {} });
    const undefinedNow = logLine({ step: 9, values: { gradientHistogram: null }, problems: {} });
    const path = logOf(`${lines(0, 5)}${histogramAt(5)}${lines(5, 8)}${histogramAt(8)}${undefinedNow}`);
    const { code, stdout } = await hyperpriorHere(['cockpit', path, '--out', out, '--tensorboard']);
    expect(stdout).toContain('cockpit.tfevents, cockpit.svg, cockpit.png');
    expect(code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['cockpit.png', 'cockpit.svg', 'cockpit.tfevents']);
    expect(readFileSync(join(out, 'cockpit.png')).subarray(1, 4).toString()).toBe('PNG');
    const svg = readFileSync(join(out, 'cockpit.svg'), 'utf8');
    for (const words of ['The cockpit of run.jsonl', 'Gradient norm', 'Gradients of the samples'])
      expect(svg).toContain(words);
    const events = [
      tensorboardStart(0),
      ...[0, 1, 2, 3, 4].map((step) => tensorboardStep(record(step), 0)),
      tensorboardStep({ step: 5, values: histogram }, 0),
      tensorboardRestart(5, 0),
      ...[5, 6, 7].map((step) => tensorboardStep(record(step), 0)),
      tensorboardStep({ step: 8, values: histogram }, 0),
      tensorboardStep({ step: 9, values: {} }, 0),
    ];
    const length = events.reduce((sum, { length }) => sum + length, 0);
    expect(readFileSync(join(out, 'cockpit.tfevents'))).toHaveLength(length);
  });

  test('a histogram that was replaced by a run gone on with is not drawn', async () => {
    const out = join(scratch(), 'replaced');
    const values = { gradientHistogram: { counts: [1, 2], edges: [0, 1, 2] } };
    const path = logOf(`${lines(0, 5)}${logLine({ step: 5, values, problems: {} })}${lines(5, 8)}`);
    expect((await hyperpriorHere(['cockpit', path, '--out', out])).code).toBe(0);
    expect(readFileSync(join(out, 'cockpit.svg'), 'utf8')).not.toContain('Gradients of the samples');
  });

  test('a log with marks of many bytes is read across its pieces', async () => {
    const name = 'é∇'.repeat(100_000);
    const path = logOf([0, 1, 2, 3].map((step) => logLine({ step, values: { [name]: 1 }, problems: {} })).join(''));
    const { stdout } = await hyperpriorHere(['cockpit', path, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ records: 4, damaged: { lines: 0 } });
  });
});

describe('hyperprior cockpit --follow', () => {
  test('reads on while the log is being written, until it is interrupted', async () => {
    const path = logOf(lines(0, 3));
    const out = scratch();
    let isGrown = false;
    const { code, stdout, stderr } = await hyperprior(
      ['cockpit', path, '--follow', '--out', out, '--tensorboard'],
      (text, interrupt) => {
        if (text.includes('step 2') && !isGrown) {
          isGrown = true;
          appendFileSync(path, lines(3, 6));
          setTimeout(interrupt, 1500);
        }
      },
    );
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toContain('6 records, steps 0 to 5');
    expect(code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['cockpit.png', 'cockpit.svg', 'cockpit.tfevents']);
  });

  test.each([
    ['shrinks', (path: string) => writeFileSync(path, lines(0, 1, -0.8))],
    [
      'is replaced',
      (path: string) => {
        writeFileSync(`${path}.new`, lines(0, 1, -0.8));
        renameSync(`${path}.new`, path);
      },
    ],
  ])('begins anew where the log %s', async (_, change) => {
    const path = logOf(lines(0, 20));
    let isChanged = false;
    const { code, stdout, stderr } = await hyperprior(['cockpit', path, '--follow', '--json'], (text, interrupt) => {
      if (!isChanged) change(path);
      isChanged = true;
      if (text.endsWith('is forgotten\n')) setTimeout(interrupt, 1000);
    });
    expect(stderr).toContain(`'${path}' was begun anew`);
    expect(JSON.parse(stdout)).toMatchObject({ records: 1, alpha: { says: 'too short' } });
    expect(code).toBe(0);
  });

  test('where what has replaced the log cannot be followed by events, is told so and keeps the picture', async () => {
    const [path, out] = [logOf(lines(0, 20)), scratch()];
    let isChanged = false;
    const { code, stderr } = await hyperprior(['cockpit', path, '--follow', '--out', out, '--tensorboard'], () => {
      if (isChanged) return;
      isChanged = true;
      rmSync(join(out, 'cockpit.tfevents'));
      mkdirSync(join(out, 'cockpit.tfevents'));
      writeFileSync(path, lines(0, 1));
    });
    expect(stderr).toMatch(/hyperprior: --out: cannot write to '.*cockpit\.tfevents': it is a folder\n$/);
    expect(code).toBe(2);
    expect(readdirSync(out)).toContain('cockpit.svg');
  });

  test('waits for the log', async () => {
    const path = join(scratch(), 'deep', 'run.jsonl');
    const { code, stdout, stderr } = await hyperprior(['cockpit', path, '--follow'], (text, interrupt) => {
      if (text.endsWith(`waiting for '${path}'\n`)) {
        mkdirSync(dirname(path));
        writeFileSync(path, lines(0, 3));
        setTimeout(interrupt, 1500);
      }
    });
    expect(stdout).toContain('3 records, steps 0 to 2');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('step 2') });
  });

  test('where none comes, nothing is made', async () => {
    const out = join(scratch(), 'run');
    const path = join(out, 'run.jsonl');
    const { code, stdout, stderr } = await hyperprior(
      ['cockpit', path, '--follow', '--out', out],
      (text, interrupt) => {
        if (text.endsWith(`waiting for '${path}'\n`)) interrupt();
      },
    );
    expect(stderr).toMatch(/^hyperprior: '.*' is not there yet\n$/m);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });

  test('waits for the first record; where none comes, nothing is left', async () => {
    const out = join(scratch(), 'run');
    const { code, stdout, stderr } = await hyperprior(
      ['cockpit', logOf(''), '--follow', '--out', out, '--tensorboard'],
      (text, interrupt) => {
        if (text.endsWith('waiting for the first record\n')) interrupt();
      },
    );
    expect(stderr).toMatch(/has no record yet\n$/);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });
});

describe('a log that cannot be read is refused in one line, with exit code 2', () => {
  const folder = scratch();
  const noLog = logOf('a,b\n1,2\n');
  test.each([
    ['no such file', [join(folder, 'none.jsonl')], /cannot read '.*none\.jsonl': there is no such file/],
    ['a folder', [folder], /cannot read '.*': it is a folder/],
    ['a device', ['/dev/null'], /cannot read '\/dev\/null': it is no file/],
    ['an empty file', [logOf('')], /has no record yet; --follow waits for the first one/],
    ['a file that is no log', [noLog], /is no log: line 1 is no record/],
    ['one to follow', [noLog, '--follow'], /is no log: line 1 is no record/],
    ['one without lines', [logOf('{"step"')], /is no log: it has no line that has ended/],
    ['no file', [], /missing required argument 'log'/],
    ['events without a folder', [logOf(lines(0, 2)), '--tensorboard'], /--tensorboard needs --out/],
    ['a folder that is a file', [logOf(lines(0, 2)), '--out', noLog], /--out: cannot write/],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await hyperpriorHere(['cockpit', ...args]);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^hyperprior: [^\n]+\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test.each(['cockpit.svg', 'cockpit.png', 'cockpit.tfevents', 'cockpit.png.partial'])(
    'a folder named %s',
    async (name) => {
      const out = scratch();
      mkdirSync(join(out, name));
      const { code, stderr } = await hyperpriorHere(['cockpit', logOf(lines(0, 2)), '--out', out]);
      expect(stderr).toMatch(/^hyperprior: --out: [^\n]* but is a folder[^\n]*\n$/);
      expect(code).toBe(2);
      expect(readdirSync(out)).toEqual([name]);
    },
  );

  test.skipIf(!existsSync('/dev/full'))('a disk that is full, likewise', async () => {
    const out = scratch();
    symlinkSync('/dev/full', join(out, 'cockpit.tfevents'));
    const { code, stdout, stderr } = await hyperpriorHere([
      'cockpit',
      logOf(lines(0, 3)),
      '--out',
      out,
      '--tensorboard',
    ]);
    expect(stderr).toMatch(/^hyperprior: --out: cannot write to '.*cockpit\.tfevents': the disk is full\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('and leaves no folder behind', async () => {
    const out = join(scratch(), 'deep', 'run');
    expect((await hyperpriorHere(['cockpit', noLog, '--out', out, '--tensorboard'])).code).toBe(2);
    expect(existsSync(join(out, '..'))).toBe(false);
  });
});
