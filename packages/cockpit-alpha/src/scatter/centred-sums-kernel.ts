import type { HostKernel } from '@hyperprior/backends/kernels';

/** √ Σ_i e_i² and Σ_i e_i of e_i = g_i - shift, in float64: gradients are [samples, ...shape], the shift [...shape]. */
export const centredSumsKernel: HostKernel<undefined> = {
  name: 'HyperpriorCentredSums',
  outputs: ([, { shape }]) => [{ shape }, { shape }],
  compute([gradients, shift], [roots, sums]) {
    const size = shift.values.length;
    const [squares, totals] = [new Float64Array(size), new Float64Array(size)];
    for (let start = 0; start < gradients.values.length; start += size)
      for (let k = 0; k < size; k++) {
        const centred = gradients.values[start + k] - shift.values[k];
        squares[k] += centred * centred;
        totals[k] += centred;
      }
    for (let k = 0; k < size; k++) {
      roots.values[k] = Math.sqrt(squares[k]);
      sums.values[k] = totals[k];
    }
  },
};
