import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tensorboardRestart, tensorboardStart, tensorboardStep } from '../../src/index.ts';
import { readEvents } from './read-events.ts';

const time = 1_700_000_000.25;

/** The values of the one event of a step. */
function summaryOf(values: object, options = {}) {
  const [event] = readEvents(tensorboardStep({ step: 3, values }, time, options));
  return (event.summary as { value?: { tag: string; simple_value: number; histo: object }[] }).value ?? [];
}

const scalars = (values: object, options = {}) =>
  Object.fromEntries(summaryOf(values, options).map(({ tag, simple_value }) => [tag, simple_value]));

describe('an event file', () => {
  it('begins with its version, and goes on with steps', () => {
    const step = { step: 2 ** 40 + 5, values: { loss: 0.5 } };
    expect(readEvents(tensorboardStart(time), tensorboardStep(step, time + 1))).toEqual([
      { wall_time: time, file_version: 'brain.Event:2' },
      { wall_time: time + 1, step: 2 ** 40 + 5, summary: { value: [{ tag: 'loss', simple_value: 0.5 }] } },
    ]);
  });

  it('says where a run is gone on with', () => {
    expect(readEvents(tensorboardRestart(300, time))).toEqual([
      { wall_time: time, step: 300, session_log: { status: 'START' } },
    ]);
  });

  it('is read as it was written, whatever the numbers', () => {
    const number = fc.oneof(fc.float(), fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.array(number),
        fc.string(),
        (step, numbers, name) => {
          const [event] = readEvents(tensorboardStep({ step, values: { [`a${name}`]: numbers } }, time));
          const tags = numbers.map((value, i) => ({ tag: `a${name}/${i}`, simple_value: value }));
          expect(event).toEqual({
            wall_time: time,
            step,
            summary: numbers.length > 0 ? { value: tags } : {},
          });
        },
      ),
    );
  });
});

describe('a step', () => {
  it('has of alpha alpha alone', () => {
    const alpha = { since: 2, alpha: 0.25, fit: [1, 2, 3], observed: { step: 1, losses: [1, 1] } };
    expect(scalars({ alpha })).toEqual({ alpha: 0.25 });
    expect(scalars({ alpha: { since: 2, alpha: null, fit: null } })).toEqual({});
  });

  it('has what is measured of each variable by its number, or by its name', () => {
    const values = { gradientNorm: [0.5, 2], others: [1, 2, 3], typed: Float32Array.of(4, 8) };
    const others = { 'others/0': 1, 'others/1': 2, 'others/2': 3 };
    expect(scalars(values)).toEqual({
      'gradientNorm/0': 0.5,
      'gradientNorm/1': 2,
      'typed/0': 4,
      'typed/1': 8,
      ...others,
    });
    expect(scalars(values, { variables: ['dense/kernel', 'dense/bias'] })).toEqual({
      'gradientNorm/dense/kernel': 0.5,
      'gradientNorm/dense/bias': 2,
      'typed/dense/kernel': 4,
      'typed/dense/bias': 8,
      ...others,
    });
  });

  it('has what an object holds by its names', () => {
    expect(scalars({ accuracy: { training: 0.75, test: 0.5 } })).toEqual({
      'accuracy/training': 0.75,
      'accuracy/test': 0.5,
    });
  });

  it('has histograms with all their edges', () => {
    const [{ tag, histo }] = summaryOf({ gradientHistogram: { counts: [1, 0, 3], edges: [-1, 0, 1, 3] } });
    expect({ tag, ...histo }).toEqual({
      tag: 'gradientHistogram',
      min: -1,
      max: 3,
      num: 4,
      sum: 5.5,
      sum_squares: 12.25,
      bucket_limit: [0, 1, 3],
      bucket: [1, 0, 3],
    });
  });

  it('has NaN and the infinities, and leaves out what is no number', () => {
    expect(scalars({ loss: Number.NaN, tic: Number.NEGATIVE_INFINITY })).toEqual({
      loss: Number.NaN,
      tic: Number.NEGATIVE_INFINITY,
    });
    const twoAxes = {
      counts: [[1], [2]],
      edges: [
        [0, 1, 2],
        [0, 1],
      ],
    };
    expect(summaryOf({ parameters: [[1, 2], [3]], normTest: null, twoAxes, note: 'text', missing: undefined })).toEqual(
      [],
    );
  });

  it.each([
    [() => tensorboardStart(Number.NaN), "tensorboardStart: 'wallTime' must be seconds since 1970, but is NaN"],
    [() => tensorboardStep({ step: 0.5, values: {} }, 0), "tensorboardStep: 'record.step' must be a whole number"],
    [() => tensorboardRestart(-1, 0), "tensorboardRestart: 'step' must be a whole number of at least 0, but is -1"],
  ])('is refused where it cannot be', (make, message) => {
    expect(make).toThrow(message);
  });
});
