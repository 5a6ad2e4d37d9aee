import { describe, expect, it } from 'vitest';
import { cramerVonMisesTest } from '../src/index.ts';

/** One value whose statistic is this: 1/12 + (1/2 - F)². */
const withStatistic = (statistic: number) => cramerVonMisesTest([0], () => 0.5 + Math.sqrt(statistic - 1 / 12));

describe('cramerVonMisesTest', () => {
  // The published percentage points of the limiting distribution (Anderson & Darling 1952, table 1).
  it.each([
    [0.11888, 0.5],
    [0.3473, 0.1],
    [0.46136, 0.05],
    [0.74346, 0.01],
    [1.16786, 0.001],
  ])('gives the statistic %s the p-value %s', (statistic, pValue) => {
    const found = withStatistic(statistic);
    expect(found.statistic).toBeCloseTo(statistic, 12);
    expect(found.pValue).toBeCloseTo(pValue, 5);
  });

  it('finds equidistant values as uniform as can be, and crowded ones not at all', () => {
    const n = 100;
    const equidistant = cramerVonMisesTest(
      Array.from({ length: n }, (_, i) => (i + 0.5) / n),
      (x) => x,
    );
    expect(equidistant.statistic).toBeCloseTo(1 / (12 * n), 12);
    expect(equidistant.pValue).toBeCloseTo(1, 6);
    expect(cramerVonMisesTest(new Array(n).fill(0.9), (x) => x).pValue).toBeLessThan(1e-6);
  });

  it('does not depend on the order', () => {
    const square = (x: number) => x * x;
    expect(cramerVonMisesTest([0.9, 0.1, 0.4], square)).toEqual(cramerVonMisesTest([0.1, 0.4, 0.9], square));
  });

  it('refuses nothing, and what is no number', () => {
    expect(() => cramerVonMisesTest([], (x) => x)).toThrow("'values' must have at least one value");
    expect(() => cramerVonMisesTest([Number.NaN], (x) => x)).toThrow("'values' must be a number, but got NaN");
  });
});
