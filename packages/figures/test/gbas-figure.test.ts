import { describe, expect, test } from 'vitest';
import { gbasFigure } from '../src/index.ts';
import { gbasFrame } from './frames.ts';
import { fixedLayer, readSvg, valuesOf, wordsOf } from './read-svg.ts';

test('the figure says what is shown', () => {
  const words = wordsOf(gbasFigure(gbasFrame(4)));
  expect(words).toContain('Each dimension finds its prior, and all means follow beta(a = 0.5, b = 0.5)');
  expect(words).toContain('30 dimensions of 200 points, beta priors, step 5 of 20, loss 0.0164');
  const [first] = gbasFrame(4).dimensions;
  const single = { dimensions: [{ ...first, points: Float32Array.of(0.5) }], means: Float64Array.of(0.5) };
  expect(wordsOf(gbasFigure(gbasFrame(4, single)))).toContain(
    '1 dimension of 1 point, beta priors, step 5 of 20, loss 0.0164',
  );
  for (const title of ['Dimension 1', 'Dimension 6', 'Means of the priors', 'Losses']) expect(words).toContain(title);
});

test('the axes do not move from frame to frame', () => {
  const first = fixedLayer(gbasFigure(gbasFrame(0)));
  expect(first.length).toBeGreaterThan(2000);
  for (const step of [1, 7]) expect(fixedLayer(gbasFigure(gbasFrame(step)))).toBe(first);
});

test('a prior moves with what is learned', () => {
  const { dimensions } = gbasFrame(3);
  const changed = dimensions.map((each) => ({ ...each, cdf: each.cdf.map((value) => value ** 2) }));
  const [one, other] = [gbasFigure(gbasFrame(3)), gbasFigure(gbasFrame(3, { dimensions: changed }))];
  expect(valuesOf(other, 'd')).not.toEqual(valuesOf(one, 'd'));
});

test('a long run of many points is drawn, and stays a small picture', () => {
  const falling = Float64Array.from({ length: 200_000 }, (_, i) => 0.1 / (1 + i));
  const dimensions = gbasFrame(0).dimensions.map((each) => ({
    ...each,
    points: Float32Array.from({ length: 200_000 }, (_, i) => i / 200_000),
  }));
  const losses = { total: falling, prior: falling, hyperprior: falling };
  expect(gbasFigure(gbasFrame(0, { dimensions, losses, step: 199_999, steps: 200_000 })).length).toBeLessThan(120_000);
});

test('both themes draw the same shapes in other colours', () => {
  const [light, dark] = [gbasFigure(gbasFrame(3)), gbasFigure(gbasFrame(3), { theme: 'dark' })];
  expect(valuesOf(dark, 'd')).toEqual(valuesOf(light, 'd'));
  expect(valuesOf(dark, 'fill')).not.toEqual(valuesOf(light, 'fill'));
});

describe('frames at the edge', () => {
  const [first] = gbasFrame(0).dimensions;
  const none = new Float64Array(0);
  test.each([
    [
      'one dimension of one point',
      { dimensions: [{ ...first, points: Float32Array.of(0.5) }], means: Float64Array.of(0.5) },
    ],
    ['means that are all equal', { means: new Float64Array(9).fill(0.25) }],
    ['a mean that is not a number', { means: Float64Array.of(0.2, Number.NaN) }],
    [
      'losses of zero',
      { losses: { total: new Float64Array(2), prior: new Float64Array(2), hyperprior: new Float64Array(2) } },
    ],
    ['no losses yet', { losses: { total: none, prior: none, hyperprior: none } }],
    ['a run of one step', { step: 0, steps: 1 }],
  ])('%s', (_, changed) => {
    readSvg(gbasFigure(gbasFrame(1, changed)));
  });
});
