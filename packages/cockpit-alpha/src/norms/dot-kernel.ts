import type { HostKernel } from '@hyperprior/backends/kernels';

/** Σ xᵀy over the pairs of the first and the second half of the inputs, in float64. */
export const dotKernel: HostKernel<undefined> = {
  name: 'HyperpriorDot',
  outputs: () => [{ shape: [] }],
  compute(inputs, [dot]) {
    const pairs = inputs.length / 2;
    let total = 0;
    for (let i = 0; i < pairs; i++) {
      const [x, y] = [inputs[i].values, inputs[pairs + i].values];
      for (let k = 0; k < x.length; k++) total += x[k] * y[k];
    }
    dot.values[0] = total;
  },
};
