import { type HostKernel, runHostKernel, runsOnHost } from '@hyperprior/backends/kernels';
import {
  add,
  cast,
  concat,
  customGrad,
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
  Tensor,
  tidy,
  topk,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { Ties } from './options.ts';
import { sorterFor } from './sorter-for.ts';

/**
 * The rank of each value within its row, from 1 to N. Ranks are piecewise constant, so their gradient is zero. NaN
 * ranks last, together with Infinity where the backend is a GPU.
 * @param x float32, of shape [rows, N]
 * @param ties 'ordinal' ranks equal values in the order they stand, 'max' gives each the number of values <= it
 * @returns float32, of x's shape
 * @throws TypeError where x is not float32; RangeError where it is not a matrix or `ties` is neither of the two
 */
export function rank(x: Tensor, ties: Ties = 'ordinal'): Tensor {
  checkRank(x, ties);
  return customGrad(() => ({
    value: tidy(() => (runsOnHost() ? runHostKernel(rankKernel, [x], ties)[0] : deviceRanks(x, ties))),
    gradFunc: (dy) => zerosLike(dy),
  }))(x);
}

function checkRank(x: unknown, ties: Ties): void {
  if (!(x instanceof Tensor)) throw new TypeError(`rank: 'x' must be a tensor, but got ${String(x)}`);
  if (x.dtype !== 'float32') throw new TypeError(`rank: 'x' must be float32, but is ${x.dtype}; cast it first`);
  if (x.rank !== 2) throw new RangeError(`rank: 'x' must have shape [rows, N], but has shape [${x.shape.join(', ')}]`);
  if (ties !== 'ordinal' && ties !== 'max')
    throw new RangeError(`rank: 'ties' must be one of ordinal, max, but got ${String(ties)}`);
}

/** One row after the other, by a radix sort. */
const rankKernel: HostKernel<Ties> = {
  name: 'HyperpriorRank',
  outputs: ([x]) => [{ shape: x.shape }],
  compute([x], [output], ties) {
    const [rows, count] = x.shape;
    const sorter = sorterFor(count);
    const ranks = new Int32Array(count);
    const values = x.values instanceof Float32Array ? x.values : Float32Array.from(x.values);
    for (let row = 0; row < rows; row++) {
      sorter.ranks(values.subarray(row * count, (row + 1) * count), ranks, ties);
      output.values.set(ranks, row * count);
    }
  },
};

/** On the device, without reading it. */
function deviceRanks(x: Tensor, ties: Ties): Tensor {
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
