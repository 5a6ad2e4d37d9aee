import type { Tensor } from '@tensorflow/tfjs-core';

/** A tensor that may have been disposed since, and one of the same values that has not. */
export interface Revival {
  readonly tensor: Tensor;
  readonly values: Tensor;
}

/**
 * Runs `work` with tensors that have been disposed as if they had not: each is lent the data of another one, and is
 * again what it was before when `work` ends. A tape knows it as the same tensor.
 */
export function revived<Value>(revivals: readonly Revival[], work: () => Value): Value {
  const disposed = revivals.filter(({ tensor }) => tensor.isDisposed);
  const own = disposed.map(({ tensor: { dataId } }) => ({ dataId, isDisposedInternal: true }));
  for (const { tensor, values } of disposed)
    Object.assign(tensor, { dataId: values.dataId, isDisposedInternal: false });
  try {
    return work();
  } finally {
    disposed.forEach(({ tensor }, i) => {
      Object.assign(tensor, own[i]);
    });
  }
}
