import type { HostKernel, HostTensor } from '@hyperprior/backends/kernels';
import { type Binning, binningOf, binOf } from './bin-of.ts';
import type { BinNumbers } from './counted.ts';

type Values = Float32Array | Int32Array;

/**
 * As `valuesKernel`, of the outer products a_i d_iᵀ, which are not made: a is [samples, m], d [samples, n], and the rows
 * are [m · n].
 */
export const productsKernel: HostKernel<BinNumbers> = {
  name: 'HyperpriorCountProducts',
  outputs: (_, { bins, rowBins }) => [{ shape: [bins * rowBins], dtype: 'int32' }, { shape: [1] }],
  compute([a, d, range, rows], [counts, largest], { bins, rowBins }) {
    counts.values.fill(0);
    const binning = binningOf(range.values, bins);
    if (rows) countJoint(a, d, rows.values, counts.values, { ...binning, rowBins });
    else count(a, d, counts.values, binning);
    largest.values[0] = largestProduct(a, d);
  },
};

/**
 * With a sample's d in order, its bins along a row of the product are in order too: how many values each has is found
 * by looking for the places where the bin changes, and by looking at every value only where there are many.
 */
function count(a: HostTensor, d: HostTensor, counts: Values, binning: Binning): void {
  const [samples, m] = a.shape;
  const n = d.shape[1];
  for (let sample = 0; sample < samples; sample++) {
    const sorted = d.values.slice(sample * n, (sample + 1) * n).sort();
    for (let j = sample * m; j < (sample + 1) * m; j++) countRow(a.values[j], sorted, counts, binning);
  }
}

function countRow(factor: number, sorted: Values, counts: Values, { scale, offset, bins }: Binning): void {
  const n = sorted.length;
  const slope = factor * scale;
  const [first, last] = [binOf(slope * sorted[0] + offset, bins), binOf(slope * sorted[n - 1] + offset, bins)];
  if (Math.abs(last - first) * 8 > n) {
    for (let k = 0; k < n; k++) counts[binOf(slope * sorted[k] + offset, bins)]++;
    return;
  }
  let from = 0;
  for (let bin = first; bin !== last; ) {
    let [low, high] = [from, n];
    // The first place of another bin: the bins before it are all the same.
    while (low < high) {
      const middle = (low + high) >> 1;
      if (binOf(slope * sorted[middle] + offset, bins) === bin) low = middle + 1;
      else high = middle;
    }
    counts[bin] += low - from;
    from = low;
    bin = binOf(slope * sorted[low] + offset, bins);
  }
  counts[last] += n - from;
}

function countJoint(
  a: HostTensor,
  d: HostTensor,
  rows: Values,
  counts: Values,
  { scale, offset, bins, rowBins }: Binning & BinNumbers,
): void {
  const [samples, m] = a.shape;
  const n = d.shape[1];
  for (let sample = 0; sample < samples; sample++)
    for (let j = 0; j < m; j++) {
      const slope = a.values[sample * m + j] * scale;
      for (let k = 0; k < n; k++)
        counts[binOf(slope * d.values[sample * n + k] + offset, bins) * rowBins + rows[j * n + k]]++;
    }
}

function largestProduct(a: HostTensor, d: HostTensor): number {
  const samples = a.shape[0];
  let largest = 0;
  for (let sample = 0; sample < samples; sample++)
    largest = Math.max(largest, largestInRow(a, sample) * largestInRow(d, sample));
  return largest;
}

function largestInRow({ shape: [, width], values }: HostTensor, row: number): number {
  let largest = 0;
  for (let i = row * width; i < (row + 1) * width; i++) largest = Math.max(largest, Math.abs(values[i]));
  return largest;
}
