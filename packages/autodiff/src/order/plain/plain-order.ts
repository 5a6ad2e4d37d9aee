import { cast, gather, isNaN as isMissing, sub, type Tensor, topk, where } from '@tensorflow/tfjs-core';

/**
 * The order of each row, int32, made of TF.js operations, for a backend without a kernel of ours: TensorFlow's in Node.
 * It stands on a `topk` that leaves equal values in the order they stand, as TensorFlow's does. NaNs are sorted as
 * infinite first, and then brought behind these.
 */
export function plainOrder(rows: Tensor): Tensor {
  const missing = isMissing(rows);
  const order = ascending(where(missing, Number.POSITIVE_INFINITY, rows));
  return gather(order, ascending(cast(gather(missing, order, 1, 1), 'float32')), 1, 1);
}

/** The inverse of the permutation in each row: sorting it. */
export const plainInverse = (order: Tensor): Tensor => ascending(cast(order, 'float32'));

/** The difference, unlike the negative, makes one zero of both. */
const ascending = (rows: Tensor): Tensor => topk(sub(0, rows), rows.shape[1]).indices;
