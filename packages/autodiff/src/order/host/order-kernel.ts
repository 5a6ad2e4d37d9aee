import type { HostKernel } from '@hyperprior/backends/kernels';
import { createSorter } from '@hyperprior/numerics';

/** The order of one row after the other, by a radix sort: time in proportion to the number of values. */
export const orderKernel: HostKernel<null> = {
  name: 'HyperpriorOrder',
  outputs: ([x]) => [{ shape: x.shape, dtype: 'int32' }],
  compute([x], [output]) {
    const [rows, count] = x.shape;
    const sorter = createSorter(count);
    const order = new Int32Array(count);
    const values = x.values instanceof Float32Array ? x.values : Float32Array.from(x.values);
    for (let row = 0; row < rows; row++) {
      sorter.argsort(values.subarray(row * count, (row + 1) * count), order);
      output.values.set(order, row * count);
    }
  },
};
