import { type HostKernel, runHostKernel, runsOnHost } from '@hyperprior/backends/kernels';
import { createSorter } from '@hyperprior/numerics';
import {
  add,
  cast,
  concat,
  customGrad,
  lessEqual,
  neg,
  reshape,
  slice,
  sum,
  type Tensor,
  tidy,
  topk,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { Ties } from './options.ts';

/**
 * The rank of each value within its row, from 1: a float32 tensor of x's shape [rows, N]. Ranks are piecewise
 * constant, so their gradient is zero. NaN ranks last.
 */
export function rank(x: Tensor, ties: Ties = 'ordinal'): Tensor {
  return customGrad(() => ({
    value: tidy(() => (runsOnHost() ? runHostKernel(rankKernel, [x], ties)[0] : deviceRanks(x, ties))),
    gradFunc: (dy) => zerosLike(dy),
  }))(x);
}

/** One row after the other, by a radix sort. */
const rankKernel: HostKernel<Ties> = {
  name: 'HyperpriorRank',
  outputs: ([x]) => [{ shape: x.shape }],
  compute([x], [output], ties) {
    const [rows, count] = x.shape;
    const sorter = createSorter(count);
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
  return ties === 'ordinal' ? sortedRanks(x) : countedRanks(x);
}

/** Sorting the positions that a sort returns inverts it. */
function sortedRanks(x: Tensor): Tensor {
  const [, count] = x.shape;
  const order = topk(neg(x), count).indices;
  return add(cast(topk(neg(cast(order, 'float32')), count).indices, 'float32'), 1);
}

/** Comparisons held at once. */
const budget = 2 ** 24;

/** The number of values in the row that are not above each value, counted pair by pair, a block of rows at a time. */
function countedRanks(x: Tensor): Tensor {
  const [rows, count] = x.shape;
  const block = Math.max(1, Math.floor(budget / (count * count)));
  const parts: Tensor[] = [];
  for (let from = 0; from < rows; from += block) {
    const length = Math.min(block, rows - from);
    parts.push(
      tidy(() => {
        const part = slice(x, [from, 0], [length, count]);
        const notAbove = lessEqual(reshape(part, [length, 1, count]), reshape(part, [length, count, 1]));
        return sum(cast(notAbove, 'float32'), 2);
      }),
    );
  }
  return concat(parts, 0);
}
