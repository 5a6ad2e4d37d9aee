import type { HostKernel } from '@hyperprior/backends/kernels';

/** The values of each row at the places that the same row of the second input names. */
export const takeKernel: HostKernel<null> = {
  name: 'HyperpriorTakeInRows',
  outputs: ([x]) => [{ shape: x.shape }],
  compute([{ shape, values }, { values: places }], [{ values: taken }]) {
    const [rows, count] = shape;
    for (let row = 0; row < rows; row++) {
      const [start, end] = [row * count, (row + 1) * count];
      for (let i = start; i < end; i++) taken[i] = values[start + places[i]];
    }
  },
};
