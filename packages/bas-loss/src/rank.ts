import { type HostKernel, runHostKernel, runsOnHost } from '@hyperprior/backends/kernels';
import { customGrad, type Tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';
import { choices } from './choices.ts';
import type { Ties } from './options.ts';
import { plainRanks } from './plain-ranks.ts';
import { hasRankKernel, runRankKernel } from './rank-kernel.ts';
import { requireFloats, requireOneOf } from './require.ts';
import { sorterFor } from './sorter-for.ts';

/**
 * The rank of each value within its row, from 1 to N. Ranks are piecewise constant, so their gradient is zero. NaN
 * ranks last; on a GPU without this package's kernels (`registerWebGlKernels`, `registerWebGpuKernels`) it counts as
 * Infinity.
 * @param x float32, of shape [rows, N]
 * @param ties 'ordinal' ranks equal values by position, 'max' gives each the number of values <= it
 * @returns float32, of x's shape
 * @throws TypeError if x is not float32; RangeError if it is not a matrix or `ties` is unknown
 */
export function rank(x: Tensor, ties: Ties = 'ordinal'): Tensor {
  checkRank(x, ties);
  return customGrad(() => ({
    value: tidy(() => ranksOf(x, ties)),
    gradFunc: (dy) => zerosLike(dy),
  }))(x);
}

function ranksOf(x: Tensor, ties: Ties): Tensor {
  if (runsOnHost()) return runHostKernel(rankKernel, [x], ties)[0];
  return hasRankKernel(x.shape, ties) ? runRankKernel(x, ties) : plainRanks(x, ties);
}

function checkRank(x: unknown, ties: Ties): void {
  requireFloats('rank', x);
  if (x.rank !== 2) throw new RangeError(`rank: 'x' must have shape [rows, N], but got shape [${x.shape.join(', ')}]`);
  requireOneOf('rank', 'ties', ties, choices.ties);
}

/** Ranks one row at a time with a radix sort. */
const rankKernel: HostKernel<Ties> = {
  name: 'HyperpriorRank',
  outputs: ([x]) => [{ shape: x.shape }],
  compute([x], [output], ties) {
    const [rows, count] = x.shape;
    const sorter = sorterFor(count);
    const ranks = new Int32Array(count);
    const values = x.values as Float32Array;
    for (let row = 0; row < rows; row++) {
      sorter.ranks(values.subarray(row * count, (row + 1) * count), ranks, ties);
      output.values.set(ranks, row * count);
    }
  },
};
