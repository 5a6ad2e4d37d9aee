import { runsOnHost } from '@hyperprior/backends/kernels';
import {
  dispose,
  expandDims,
  mul,
  randomNormal,
  randomUniform,
  type Tensor,
  tensor1d,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Bins, Counted } from '../../src/histogram/counted.ts';
import { countsOfProducts, countsOfValues, plainCounts } from '../../src/histogram/counts-of.ts';

const [samples, m, n] = [5, 7, 33];

const numbersOf = async ({ counts, largest }: Counted): Promise<[number[], number]> => [
  Array.from(await counts.data()),
  (await largest.data())[0],
];

/** All entries are counted; one on an edge may be rounded into the bin beside it. */
async function expectSame(actual: Counted, expected: Counted, entries: number): Promise<void> {
  const [[counts, largest], [others, otherLargest]] = await Promise.all([numbersOf(actual), numbersOf(expected)]);
  expect(counts.reduce((all, each) => all + each)).toBe(entries);
  const moved = counts.reduce((all, each, i) => all + Math.abs(each - others[i]), 0) / 2;
  expect(moved).toBeLessThanOrEqual(1);
  expect(largest).toBeCloseTo(otherLargest, 5);
}

const rowsOf = (rowBins: number): Tensor => tensor1d(Array.from({ length: m * n }, (_, i) => (i * 7) % rowBins));

/** Narrow ranges, where most values lie outside, wide ones, where all are in one bin, and some that are uneven. */
const ranges: [low: number, high: number, bins: number][] = [
  [-2, 2, 40],
  [-0.01, 0.01, 5],
  [-1000, 1000, 10],
  [0.3, 0.9, 200],
  [-1, 1, 1],
];

describe.runIf(runsOnHost())('counts', () => {
  it.each(ranges)(
    'of values and of outer products are those of plain operations: %d to %d in %d',
    async (low, high, bins) => {
      const range = tensor1d([low, high]);
      const a = mul(randomNormal([samples, m], 0, 1, 'float32', 1), randomUniform([samples, m], 0, 1, 'float32', 2));
      const d = randomNormal([samples, n], 0, 1, 'float32', 3);
      const products = mul(expandDims(a, 2), expandDims(d, 1));
      for (const rowBins of [1, 4]) {
        const how: Bins = { range, bins, rowBins, rows: rowBins > 1 ? rowsOf(rowBins) : null };
        const expected = plainCounts(products, how);
        await expectSame(countsOfValues(products, how), expected, samples * m * n);
        await expectSame(countsOfProducts({ a: a as never, d: d as never }, how), expected, samples * m * n);
      }
      dispose([range, a, d, products]);
    },
  );

  it('have zeros in the bin above the middle, whatever the range', async () => {
    for (let i = 1; i <= 60; i++) {
      const bins = 2 * (1 + ((i * 7) % 50));
      const half = Math.fround(0.001 * i ** 3.3);
      const how: Bins = { range: tensor1d([-half, half]), bins, rows: null, rowBins: 1 };
      const zeros = tensor1d([0, -0]);
      for (const counted of [countsOfValues(zeros, how), plainCounts(zeros, how)]) {
        const [counts] = await numbersOf(counted);
        expect(counts[bins / 2]).toBe(2);
      }
      dispose([zeros, how.range]);
    }
  });

  it('are of zeros, of one value, and of what is no number', async () => {
    const how: Bins = { range: tensor1d([-1, 1]), bins: 4, rows: null, rowBins: 1 };
    const zeros = countsOfProducts({ a: tensor2d([[0, 0]]), d: tensor2d([[1, -3, 2]]) }, how);
    expect(await numbersOf(zeros)).toEqual([[0, 0, 6, 0], 0]);
    expect(await numbersOf(countsOfValues(tensor1d([0.6]), how))).toEqual([[0, 0, 0, 1], expect.closeTo(0.6, 6)]);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const [counts, largest] = await numbersOf(
        countsOfProducts({ a: tensor2d([[1, 2]]), d: tensor2d([[value, 1, -5]]) }, how),
      );
      expect(counts.reduce((all, each) => all + each)).toBe(6);
      expect(Number.isFinite(largest)).toBe(false);
    }
  });
});
