import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogReader, logLine, readLog } from '../../src/index.ts';

const record = (step: number, loss: unknown = step) => ({ step, values: { loss }, problems: {} });
const log = (...steps: number[]) => steps.map((step) => logLine(record(step))).join('');
const stepsOf = ({ records }: { records: readonly { step: number }[] }) => records.map(({ step }) => step);

describe('a log', () => {
  it('is a line of JSON a record', () => {
    const alpha = { since: 6, alpha: 0.1, fit: [1, -2, 3] };
    expect(logLine({ step: 7, values: { alpha, loss: null }, problems: {} })).toBe(
      '{"step":7,"values":{"alpha":{"since":6,"alpha":0.1,"fit":[1,-2,3]},"loss":null}}\n',
    );
  });

  it('keeps numbers that JSON has not, typed arrays and what errors said', () => {
    const values = { loss: Number.NaN, norms: Float32Array.of(0.5, Number.POSITIVE_INFINITY), low: -Infinity };
    const text = logLine({ step: 0, values, problems: { tic: new Error('no\nsamples'), mine: 'NaN' } });
    expect(text.indexOf('\n')).toBe(text.length - 1);
    expect(readLog(text).records).toEqual([
      {
        step: 0,
        values: { loss: Number.NaN, norms: [0.5, Number.POSITIVE_INFINITY], low: Number.NEGATIVE_INFINITY },
        problems: { tic: 'no\nsamples', mine: 'NaN' },
      },
    ]);
  });

  it('comes back as it was, cut anywhere', () => {
    const value = fc.oneof(fc.double(), fc.constant(null), fc.array(fc.double()), fc.record({ alpha: fc.double() }));
    const records = fc.array(
      fc.record({ values: fc.dictionary(fc.string(), value), problems: fc.dictionary(fc.string(), fc.string()) }),
    );
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 40 }), (parts, size) => {
        const given = parts.map((part, step) => ({ step, ...part }));
        const text = given.map(logLine).join('');
        const reader = new LogReader();
        for (let at = 0; at < text.length; at += size) reader.add(text.slice(at, at + size));
        expect(JSON.stringify(reader.end().records.map(unsigned))).toBe(JSON.stringify(given.map(unsigned)));
        expect(reader).toMatchObject({ damaged: { lines: 0, first: null }, replaced: 0, isTorn: false });
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN])('has no step %d', (step) => {
    expect(() => logLine(record(step))).toThrow("logLine: 'record.step' must be a whole number of at least 0");
  });
});

/** Negative zero, which JSON has not either, is zero. */
const unsigned = (value: unknown) => JSON.parse(JSON.stringify(value, (_, each) => (each === 0 ? 0 : each)));

describe('a last line that has not ended', () => {
  it('is waited for', () => {
    const text = log(0, 1);
    const reader = new LogReader().add(text.slice(0, -5));
    expect(stepsOf(reader)).toEqual([0]);
    expect(stepsOf(reader.add(text.slice(-5)))).toEqual([0, 1]);
  });

  it('is told of where the log ends with it, and is no damage', () => {
    const torn = readLog(log(0, 1).slice(0, -5));
    expect(stepsOf(torn)).toEqual([0]);
    expect(torn).toMatchObject({ isTorn: true, damaged: { lines: 0, first: null } });
  });

  it('is a record where only its end is missing', () => {
    const whole = readLog(log(0, 1).trimEnd());
    expect(stepsOf(whole)).toEqual([0, 1]);
    expect(whole.isTorn).toBe(false);
  });

  it('does not take the record with it that was written after it', () => {
    const resumed = readLog(`${log(0, 1).slice(0, -5)}${log(1, 2)}`);
    expect(stepsOf(resumed)).toEqual([0, 1, 2]);
    expect(resumed.damaged).toEqual({ lines: 1, first: 2 });
  });

  it('is not mistaken for a record by what is in its values', () => {
    const alpha = { observed: { step: 1, values: {} } };
    const line = logLine({ step: 3, values: { alpha, loss: 1 }, problems: {} });
    expect(stepsOf(readLog(`${line.slice(0, -3)}\n`))).toEqual([]);
  });
});

describe('damaged lines', () => {
  it('are left out and counted, with the number of the first', () => {
    const damaged = `${log(0)}\n{"step":1,"values"\nnonsense\n${log(2)}\r\n`;
    const { records, damaged: found } = readLog(damaged);
    expect(records.map(({ step }) => step)).toEqual([0, 2]);
    expect(found).toEqual({ lines: 2, first: 3 });
  });

  it.each([
    'null',
    '3',
    '[]',
    '{}',
    '{"step":-1,"values":{}}',
    '{"step":1.5,"values":{}}',
    '{"step":"1","values":{}}',
    '{"step":1,"values":[]}',
    '{"step":1,"values":null}',
    '{"step":1,"values":{},"problems":[]}',
    '{"step":1,"values":{},"problems":{"loss":3}}',
  ])('include %s', (line) => {
    expect(readLog(`${line}\n`)).toMatchObject({ records: [], damaged: { lines: 1, first: 1 } });
  });

  it('may be endless', () => {
    const reader = new LogReader();
    for (let i = 0; i < 80; i++) reader.add('x'.repeat(2 ** 20));
    expect(stepsOf(reader.add(`\n${log(4)}`))).toEqual([4]);
    expect(reader.damaged).toEqual({ lines: 1, first: 1 });
  });

  it('do not include a mark at the beginning of the file', () => {
    expect(readLog(`\ufeff${log(0)}`)).toMatchObject({ damaged: { lines: 0 }, records: [{ step: 0 }] });
  });
});

describe('a run that was gone on with', () => {
  it('takes the place of what it repeats', () => {
    const again = readLog(`${log(0, 10, 20, 30)}${logLine(record(15, 'new'))}${logLine(record(20, 'new'))}`);
    expect(again.records.map(({ step, values }) => [step, values.loss])).toEqual([
      [0, 0],
      [10, 10],
      [15, 'new'],
      [20, 'new'],
    ]);
    expect(again.replaced).toBe(2);
  });

  it('may begin from the start', () => {
    expect(stepsOf(readLog(log(0, 1, 2, 0)))).toEqual([0]);
  });
});

it('keeps of each record what is asked for', () => {
  const reader = new LogReader({ keep: ({ step, problems }) => ({ step, values: {}, problems }) });
  expect(reader.add(log(0, 1)).records).toEqual([0, 1].map((step) => ({ step, values: {}, problems: {} })));
});

it('knows the steps of what is kept without them', () => {
  const reader = new LogReader({ keep: ({ values }) => values as never });
  reader.add(log(0, 1, 2, 1));
  expect(reader).toMatchObject({ replaced: 2 });
  expect(reader.records).toHaveLength(2);
});

it('takes nothing but text', () => {
  expect(() => readLog(new Uint8Array(2) as never)).toThrow("'text' must be a string, but is a Uint8Array object");
});
