import type { HostKernel } from '@hyperprior/backends/kernels';
import { type Binning, binningOf, binOf } from './bin-of.ts';
import type { BinNumbers } from './counted.ts';

type Values = Float32Array | Int32Array;

/** Counts the entries of gradients [samples, ...shape]; a third input [...shape] has the bins of the parameters. */
export const valuesKernel: HostKernel<BinNumbers> = {
  name: 'HyperpriorCountValues',
  outputs: (_, { bins, rowBins }) => [{ shape: [bins * rowBins], dtype: 'int32' }, { shape: [1] }],
  compute([gradients, range, rows], [counts, largest], { bins, rowBins }) {
    counts.values.fill(0);
    const binning = binningOf(range.values, bins);
    if (rows) countJoint(gradients.values, rows.values, counts.values, { ...binning, rowBins });
    else count(gradients.values, counts.values, binning);
    largest.values[0] = largestOf(gradients.values);
  },
};

/** Most values lie in few bins: two counts, one for every other value, spare each the wait for the last one. */
function count(values: Values, counts: Values, { scale, offset, bins }: Binning): void {
  const others = new Int32Array(bins);
  for (let i = 1; i < values.length; i += 2) {
    counts[binOf(values[i - 1] * scale + offset, bins)]++;
    others[binOf(values[i] * scale + offset, bins)]++;
  }
  if (values.length % 2 === 1) counts[binOf(values[values.length - 1] * scale + offset, bins)]++;
  for (let bin = 0; bin < bins; bin++) counts[bin] += others[bin];
}

function countJoint(
  values: Values,
  rows: Values,
  counts: Values,
  { scale, offset, bins, rowBins }: Binning & BinNumbers,
): void {
  for (let start = 0; start < values.length; start += rows.length)
    for (let i = 0; i < rows.length; i++) counts[binOf(values[start + i] * scale + offset, bins) * rowBins + rows[i]]++;
}

function largestOf(values: Values): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]));
  return largest;
}
