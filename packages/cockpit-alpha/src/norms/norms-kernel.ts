import type { HostKernel } from '@hyperprior/backends/kernels';

/** The norm of each input, in float64: no square overflows or vanishes. */
export const normsKernel: HostKernel<undefined> = {
  name: 'HyperpriorNorms',
  outputs: (inputs) => [{ shape: [inputs.length] }],
  compute(inputs, [norms]) {
    for (const [i, { values }] of inputs.entries()) {
      let squares = 0;
      for (let k = 0; k < values.length; k++) squares += values[k] * values[k];
      norms.values[i] = Math.sqrt(squares);
    }
  },
};
