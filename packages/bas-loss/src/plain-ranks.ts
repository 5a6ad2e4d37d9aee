import {
  add,
  cast,
  concat,
  equal,
  isNaN as isMissing,
  less,
  lessEqual,
  logicalAnd,
  logicalOr,
  neg,
  range,
  reshape,
  slice,
  sum,
  type Tensor,
  tidy,
  topk,
  where,
} from '@tensorflow/tfjs-core';
import type { Ties } from './options.ts';

/** Ranks each row with TF.js operations, on the device and without reading from it: the fallback for the GPU kernels. */
export function plainRanks(x: Tensor, ties: Ties): Tensor {
  const ordered = where(isMissing(x), Number.POSITIVE_INFINITY, x);
  const [, count] = x.shape;
  return ties === 'ordinal' && count > countedUpTo ? sortedRanks(ordered) : countedRanks(ordered, ties);
}

/** Ranks by sorting twice: sorting the indices that a sort returns inverts the permutation. */
function sortedRanks(x: Tensor): Tensor {
  const [, count] = x.shape;
  const order = topk(neg(x), count).indices;
  return add(cast(topk(neg(cast(order, 'float32')), count).indices, 'float32'), 1);
}

/** Row length up to which counting pairs is faster on a device than the many passes of its sort. */
const countedUpTo = 4096;

/** Maximum number of comparisons in memory at once. */
const budget = 2 ** 24;

/** Counts, for each value, the values of its row that do not come after it; a block of values at a time, to bound memory. */
function countedRanks(x: Tensor, ties: Ties): Tensor {
  const [rows, count] = x.shape;
  const width = Math.max(1, Math.min(count, Math.floor(budget / (rows * count))));
  const starts = Array.from({ length: Math.ceil(count / width) }, (_, i) => i * width);
  return concat(
    starts.map((from) => tidy(() => countBefore(x, from, Math.min(width, count - from), ties))),
    1,
  );
}

/** Counts the values of the row that come before or are the value itself, for `width` values of each row from index `from`. */
function countBefore(x: Tensor, from: number, width: number, ties: Ties): Tensor {
  const [rows, count] = x.shape;
  const others = reshape(x, [rows, 1, count]);
  const own = reshape(slice(x, [0, from], [rows, width]), [rows, width, 1]);
  const before = ties === 'max' ? lessEqual(others, own) : comesBefore(others, own, from);
  return sum(cast(before, 'float32'), 2);
}

/** Whether each of `others` is smaller, or equal and not later in the row. `own` begins at index `from` of the row. */
function comesBefore(others: Tensor, own: Tensor, from: number): Tensor {
  const [, width] = own.shape;
  const [, , count] = others.shape;
  const positions = reshape(range(0, count, 1, 'int32'), [1, 1, count]);
  const ownPositions = reshape(range(from, from + width, 1, 'int32'), [1, width, 1]);
  return logicalOr(less(others, own), logicalAnd(equal(others, own), lessEqual(positions, ownPositions)));
}
