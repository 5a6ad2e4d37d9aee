import type { HostKernel } from '@hyperprior/backends/kernels';

/** The inverse of the permutation in each row. */
export const inverseKernel: HostKernel<null> = {
  name: 'HyperpriorInverseOrder',
  outputs: ([order]) => [{ shape: order.shape, dtype: 'int32' }],
  compute([{ shape, values: order }], [{ values: inverse }]) {
    const [rows, count] = shape;
    for (let row = 0; row < rows; row++) {
      const start = row * count;
      for (let place = 0; place < count; place++) inverse[start + order[start + place]] = place;
    }
  },
};
