import type { HostKernel, HostTensor } from '@hyperprior/backends/kernels';

/** Sums of squares between these bounds have lost nothing to overflow or underflow of their terms. */
const [least, most] = [1e-30, 1e37];

/** A variance of at least this share of the mean square is a difference with digits enough. */
const share = 0.1;

/**
 * √ Σ_i (a_i d_i - mean)² for the entries of outer products a_i d_iᵀ, which are not made: a is [samples, m], d
 * [samples, n]. `squares` are the sums Σ_i (a_i d_i)², a matrix product, and `mean` the mean gradient, both of m · n values.
 * Where their difference cancels, or the squares leave float32's range, the entry is computed in two passes and float64.
 */
export const deviationsKernel: HostKernel<undefined> = {
  name: 'HyperpriorDeviations',
  outputs: ([, , , mean]) => [{ shape: mean.shape }],
  compute([a, d, squares, mean], [deviations]) {
    const [samples, m = 1] = a.shape;
    const n = d.shape[1] ?? 1;
    const columns: Float64Array[] = [];
    for (let j = 0, entry = 0; j < m; j++) {
      let row: Float64Array | undefined;
      for (let k = 0; k < n; k++, entry++) {
        const square = squares.values[entry];
        const scatter = square - samples * mean.values[entry] * mean.values[entry];
        const isKnown = square > least && square < most && scatter > share * square;
        if (isKnown) {
          deviations.values[entry] = Math.sqrt(scatter);
          continue;
        }
        columns[k] ??= columnOf(d, k);
        // Units that are off for a whole batch are many: their row is not looked at.
        if (columns[k].length > 0) row ??= columnOf(a, j);
        deviations.values[entry] = row ? Math.sqrt(scatterOf(row, columns[k])) : 0;
      }
    }
  },
};

/** A factor's column, the values of all samples; empty where all are 0, as in units that are off and borders of images. */
function columnOf({ shape: [samples, width = 1], values }: HostTensor, at: number): Float64Array {
  const column = new Float64Array(samples);
  let isZero = true;
  for (let i = 0; i < samples; i++) {
    column[i] = values[i * width + at];
    if (column[i] !== 0) isZero = false;
  }
  return isZero ? new Float64Array() : column;
}

/** Σ_i (a_i d_i - mean)² in two passes of float64; 0 where a column is of zeros. */
function scatterOf(a: Float64Array, d: Float64Array): number {
  if (a.length !== d.length || a.length === 0) return 0;
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * d[i];
  const mean = total / a.length;
  let scatter = 0;
  for (let i = 0; i < a.length; i++) {
    const centred = a[i] * d[i] - mean;
    scatter += centred * centred;
  }
  return scatter;
}
