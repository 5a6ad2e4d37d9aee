import type { LoggedRecord } from '@hyperprior/cockpit-alpha';
import { describe, expect, test } from 'vitest';
import { cockpitFigure, latestAlphas, notFiniteSince } from '../src/index.ts';
import { everything, gradientHistogram, log, wave } from './frames.ts';
import { readSvg, valuesOf, wordsOf } from './read-svg.ts';

const columns = ['Step size', 'Gradients', 'Curvature', 'Performance'];

test('shows all that the presets measure, and numbers of the user', () => {
  const words = wordsOf(cockpitFigure(log(40, everything)));
  expect(words.find((word) => word.startsWith('step 39'))).toMatch(
    /^step 39, loss 0\.0466, median of the latest alphas 0\.\d\d$/,
  );
  expect(words).toEqual(
    expect.arrayContaining([
      ...columns,
      ...['Alpha', 'The latest 39 alphas', 'Distance', 'Gradient norm', 'Noise, by three tests', 'Signal to noise'],
      ...['Gradients of the samples', 'With their parameters', 'Trace of the Hessian', 'Its largest eigenvalue'],
      ...["Takeuchi's criterion", 'Loss', 'accuracy'],
    ]),
  );
});

test('leaves out what a log has not', () => {
  const words = wordsOf(cockpitFigure(log(40, (step) => ({ loss: 1 / (step + 1) }))));
  expect(words.filter((word) => columns.includes(word))).toEqual(['Performance']);
  const two = wordsOf(cockpitFigure(log(40, (step) => ({ alpha: wave(step), loss: 1 }))));
  expect(two.filter((word) => columns.includes(word))).toEqual(['Step size', 'Performance']);
  expect(two).not.toContain('Distance');
});

test('norms are those over all variables, and the trace is their sum', () => {
  const words = wordsOf(cockpitFigure(log(2, () => ({ gradientNorm: [3, 4], hessianTrace: [5, -7] }))));
  expect(words).toEqual(expect.arrayContaining(['5', '−2']));
});

test('a long log is a small picture, drawn in bands that hold every value', () => {
  const spike = (step: number) => (step === 51_234 ? 2 : 0.5 + 0.01 * wave(step));
  const long = log(100_000, (step) => ({ alpha: wave(step), loss: spike(step), lr: 0.1 }));
  const svg = cockpitFigure(long);
  expect(svg.length).toBeLessThan(60_000);
  const lossOnly = cockpitFigure(long.map(({ step, values: { loss } }) => ({ step, values: { loss }, problems: {} })));
  const [band] = valuesOf(lossOnly, 'd').filter((d) => d.endsWith('Z'));
  const heights = [...band.matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y)).sort((a, b) => a - b);
  // The spike alone is far above all other values.
  expect(heights[1] - heights[0]).toBeGreaterThan(100);
  expect(wordsOf(lossOnly)).toContain('Loss, median and range');
});

test('both themes draw the same shapes in other colours', () => {
  const [light, dark] = [cockpitFigure(log(30, everything)), cockpitFigure(log(30, everything), { theme: 'dark' })];
  expect(valuesOf(dark, 'd')).toEqual(valuesOf(light, 'd'));
  expect(valuesOf(dark, 'fill')).not.toEqual(valuesOf(light, 'fill'));
});

test('problems are counted', () => {
  const words = wordsOf(cockpitFigure([...log(3, everything), { step: 3, values: {}, problems: { tic: 'no' } }]));
  expect(words.some((word) => word.endsWith('problems at 1 of 4 steps'))).toBe(true);
});

test('the title may be one of your own, and is escaped', () => {
  expect(wordsOf(cockpitFigure(log(3, everything), { title: 'a <b> & "c"' }))).toContain('a <b> & "c"');
});

describe('logs at the edge', () => {
  const { NaN: none, POSITIVE_INFINITY: infinite } = Number;
  test.each<[string, LoggedRecord[]]>([
    ['no records', []],
    ['records of nothing', log(3, () => ({}))],
    ['one record', log(1, everything)],
    ['one alpha', log(2, everything)],
    ['a step in the distance', [{ step: 9_007_199_254_740_991, values: { loss: 1 }, problems: {} }]],
    [
      'values that are not finite',
      log(9, (step) => ({ loss: [none, infinite, 3][step % 3], alpha: infinite, tic: none })),
    ],
    ['alphas that are null', log(9, () => ({ alpha: { since: 1, alpha: null } }))],
    ['alphas far away', log(2000, (step) => ({ alpha: { since: step, alpha: 1e9 * wave(step) } }))],
    ['numbers of all sizes', log(9, (step) => ({ loss: 10 ** (60 * step - 280), tic: -(10 ** (30 * step)) }))],
    ['zeros', log(9, () => ({ loss: 0, gradientNorm: [0, 0], tic: -0 }))],
    ['a falling to zero', log(9, (step) => ({ loss: step < 5 ? 10 ** -step : 0 }))],
    [
      'what is no quantity',
      log(9, () => ({ alpha: 'x', loss: {}, gradientNorm: ['a'], hessianTrace: [null], own: [[1]] })),
    ],
    ['histograms of nothing', log(1, () => ({ gradientHistogram: { counts: [0, 0], edges: [0, 1, 2] } }))],
    [
      'histograms that are none',
      log(1, () => ({ gradientHistogram: { counts: [1], edges: [0] }, gradientHistogram2d: gradientHistogram })),
    ],
    [
      'names that are markup',
      log(9, () => ({ '<script>': 1, __proto__: 3, constructor: 2, 'a very long name of a quantity': 1 })),
    ],
  ])('%s', (_, records) => {
    readSvg(cockpitFigure(records));
  });
});

describe('the latest alphas', () => {
  test('are those of the latest quarter of the steps, of a hundred at least, that are defined', () => {
    expect([...latestAlphas(log(4, (step) => ({ alpha: { since: step, alpha: step === 2 ? null : step } })))]).toEqual([
      0, 1, 3,
    ]);
    const long = latestAlphas(log(1000, (alpha) => ({ alpha })));
    expect([long.length, long[0], long[249]]).toEqual([250, 750, 999]);
    expect(latestAlphas(log(300, (alpha) => ({ alpha })))).toHaveLength(100);
    expect(latestAlphas([])).toHaveLength(0);
    const ended = latestAlphas(log(160, (step) => ({ alpha: { alpha: step < 100 ? step : null } })));
    expect([ended.length, ended[0], ended[39]]).toEqual([40, 60, 99]);
  });
});

describe('a loss that is not finite', () => {
  const losses = (...all: unknown[]) => log(all.length, (step) => ({ loss: all[step] }));
  const fitted = (step: number, end: unknown) => ({
    alpha: { since: step - 1, alpha: null, observed: { losses: [1, end] } },
  });

  test.each<[LoggedRecord[], number | null]>([
    [losses(1, Number.NaN, Number.NaN), 1],
    [losses(1, Number.POSITIVE_INFINITY, null), 1],
    [losses(1, Number.NaN, 2), null],
    [losses(1, Number.NaN, 2, Number.NaN, undefined), 3],
    [losses(null), 0],
    [log(5, (step) => fitted(step, step < 3 ? 1 : Number.NaN)), 3],
    [log(5, () => ({ gradientNorm: [1] })), null],
    [[], null],
  ])('is told since when', (records, since) => {
    expect(notFiniteSince(records)).toBe(since);
  });

  test('is told in the picture, which gives no median', () => {
    const dead = log(160, (step) =>
      step <= 100
        ? everything(step)
        : { ...everything(step), loss: Number.NaN, alpha: { since: step - 1, alpha: null } },
    );
    const told = wordsOf(cockpitFigure(dead)).find((word) => word.startsWith('step 159'));
    expect(told).toBe('step 159, the loss is not finite since step 101');
  });

  test('leaves out the picture of the latest alphas where there are none', () => {
    const records = log(300, (step) => ({ alpha: step < 50 ? 0.2 : null }));
    expect(wordsOf(cockpitFigure(records)).join()).not.toContain('The latest');
  });
});
