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

/** The number of values in the row that do not come after each value, pair by pair, a block of rows at a time. */
function countedRanks(x: Tensor, ties: Ties): Tensor {
  const [rows, count] = x.shape;
  const block = Math.max(1, Math.floor(budget / (count * count)));
  const parts: Tensor[] = [];
  for (let from = 0; from < rows; from += block) {
    const length = Math.min(block, rows - from);
    parts.push(
      tidy(() => {
        const part = slice(x, [from, 0], [length, count]);
        const [others, own] = [reshape(part, [length, 1, count]), reshape(part, [length, count, 1])];
        const before = ties === 'max' ? lessEqual(others, own) : comesBefore(others, own, count);
        return sum(cast(before, 'float32'), 2);
      }),
    );
  }
  return concat(parts, 0);
}

/** Smaller, or equal and not later in the row. */
function comesBefore(others: Tensor, own: Tensor, count: number): Tensor {
  const position = range(0, count, 1, 'int32');
  const notLater = lessEqual(reshape(position, [1, 1, count]), reshape(position, [1, count, 1]));
  return logicalOr(less(others, own), logicalAnd(equal(others, own), notLater));
}
