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
    const [samples, n] = d.shape;
    for (let entry = 0; entry < mean.values.length; entry++) {
      const [square, centre] = [squares.values[entry], mean.values[entry]];
      const scatter = square - samples * centre * centre;
      const isKnown = square > least && square < most && scatter > share * square;
      deviations.values[entry] = Math.sqrt(isKnown ? scatter : twoPasses(a, d, Math.floor(entry / n), entry % n));
    }
  },
};

/** Σ_i (a_ij d_ik - mean)² in float64. */
function twoPasses(a: HostTensor, d: HostTensor, j: number, k: number): number {
  const [[samples, m], n] = [a.shape, d.shape[1]];
  let total = 0;
  for (let i = 0; i < samples; i++) total += a.values[i * m + j] * d.values[i * n + k];
  const mean = total / samples;
  let scatter = 0;
  for (let i = 0; i < samples; i++) scatter += (a.values[i * m + j] * d.values[i * n + k] - mean) ** 2;
  return scatter;
}
