import { add, engine, range, type Tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { mergeKernelName } from './register.ts';

/**
 * The order that sorts each row on a GPU, float32, by merging runs of twice the length in each of log2 N passes. A pass
 * finds the value for each of its places by itself, by bisection along the diagonal on which the place lies (merge
 * path: Odeh et al., Merge Path, 2012): two values are compared at most log2 N times a place. Runs are merged stably,
 * so no second key is needed, and their ends need not be powers of two, so nothing is padded.
 */
export function mergedOrder(rows: Tensor): Tensor {
  const [count, length] = rows.shape;
  // By a sum, as webgpu tiles what comes from the host on the host.
  let order: Tensor = tidy(() => add(zeros([count, 1]), range(0, length, 1, 'float32')));
  for (let width = 1; width < length; width *= 2) {
    const merged: Tensor = engine().runKernel(mergeKernelName, { rows, order }, { width });
    order.dispose();
    order = merged;
  }
  return order;
}
