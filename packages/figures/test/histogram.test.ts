import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectedHistogram, histogram, histogramTop } from '../src/histogram.ts';

test('a histogram is a density: with all values in the domain its area is 1', () => {
  const values = fc.array(fc.double({ min: -2, max: 3, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 40 }), (list, bins) => {
      const area = histogram(list, [-2, 3], bins).reduce((sum, density) => sum + (density * 5) / bins, 0);
      expect(area).toBeCloseTo(1, 10);
    }),
  );
});

test('both ends belong to the domain, and what is outside is not counted', () => {
  expect([...histogram([0, 1, 2, -1, Number.NaN, 0.4, 1, 0, 0, 0], [0, 1], 2)]).toEqual([1, 0.4]);
});

test('expected bins are differences of the cdf, between grid points too', () => {
  const grid = { x: Float64Array.of(0, 0.5, 1), cdf: Float64Array.of(0, 0.8, 1) };
  const expected = expectedHistogram(grid, [0, 1], 4);
  [1.6, 1.6, 0.4, 0.4].forEach((density, i) => {
    expect(expected[i]).toBeCloseTo(density, 12);
  });
});

test('the axis holds a tall bin in the middle, and cuts one at an end that would hide the rest', () => {
  expect(histogramTop(Float64Array.of(0, 10, 0, 0))).toBe(13);
  expect(histogramTop(Float64Array.of(19, 1, 0.5, 4))).toBe(4);
  expect(histogramTop(Float64Array.of(30, 0, 0, 10))).toBe(39);
  expect(histogramTop(new Float64Array(4))).toBe(1);
});
