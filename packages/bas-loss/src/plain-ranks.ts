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

/** The ranks within each row made of TF.js operations, on the device and without reading it: the plain twin of the GPU kernels. */
export function plainRanks(x: Tensor, ties: Ties): Tensor {
  const ordered = where(isMissing(x), Number.POSITIVE_INFINITY, x);
  const [, count] = x.shape;
  return ties === 'ordinal' && count > countedUpTo ? sortedRanks(ordered) : countedRanks(ordered, ties);
}

/** Sorting the positions that a sort returns inverts it. */
function sortedRanks(x: Tensor): Tensor {
  const [, count] = x.shape;
  const order = topk(neg(x), count).indices;
  return add(cast(topk(neg(cast(order, 'float32')), count).indices, 'float32'), 1);
}

/** Up to this length, counting pairs takes less time on a device than the many passes of its sort. */
const countedUpTo = 4096;

/** Comparisons held at once. */
const budget = 2 ** 24;

/** The number of values in the row that do not come after each value, pair by pair, a block at a time. */
function countedRanks(x: Tensor, ties: Ties): Tensor {
  const [rows, count] = x.shape;
  const rowsAtOnce = Math.max(1, Math.floor(budget / (count * count)));
  const valuesAtOnce = Math.max(1, Math.min(count, Math.floor(budget / count)));
  const ranked = (row: number, height: number) =>
    blocks(count, valuesAtOnce).map(([from, width]) =>
      tidy(() => countBefore(slice(x, [row, 0], [height, count]), from, width, ties)),
    );
  return concat(
    blocks(rows, rowsAtOnce).map(([row, height]) => concat(ranked(row, height), 1)),
    0,
  );
}

/** [0, length) in runs of `step`: where each begins and how long it is. */
function blocks(length: number, step: number): [from: number, length: number][] {
  return Array.from({ length: Math.ceil(length / step) }, (_, i) => [i * step, Math.min(step, length - i * step)]);
}

/** For `width` values of each row, from `from` on: how many values of the row come before or are the value itself. */
function countBefore(part: Tensor, from: number, width: number, ties: Ties): Tensor {
  const [height, count] = part.shape;
  const others = reshape(part, [height, 1, count]);
  const own = reshape(slice(part, [0, from], [height, width]), [height, width, 1]);
  const before = ties === 'max' ? lessEqual(others, own) : comesBefore(others, own, from);
  return sum(cast(before, 'float32'), 2);
}

/** Smaller, or equal and not later in the row; `own` begins at this position of the row. */
function comesBefore(others: Tensor, own: Tensor, from: number): Tensor {
  const [, width] = own.shape;
  const [, , count] = others.shape;
  const positions = reshape(range(0, count, 1, 'int32'), [1, 1, count]);
  const ownPositions = reshape(range(from, from + width, 1, 'int32'), [1, width, 1]);
  return logicalOr(less(others, own), logicalAnd(equal(others, own), lessEqual(positions, ownPositions)));
}
