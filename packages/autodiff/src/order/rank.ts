import { ones, type Tensor } from '@tensorflow/tfjs-core';
import type { Like } from '../tree.ts';
import { constant } from './constant.ts';
import { orderOf, ranksIn } from './order-of-rows.ts';
import { requireAxis } from './require-axis.ts';
import { asRows } from './rows.ts';
import { type RankTies, requireTies } from './ties.ts';

/**
 * The rank of each value among those along an axis, from 1 to N; NaNs are above everything else and equal to each
 * other. It is piecewise constant, so its gradient is zero.
 * @param x float32, of any shape but a scalar
 * @param axis from -rank to rank - 1
 * @param ties how equal values are ranked: 'ordinal' in the order they stand, 'min', 'max' or 'average' all alike
 * @returns float32, of x's shape
 * @throws TypeError where x is not a float32 tensor; RangeError where it has no such axis, or there are no such ties
 */
export function rank<X extends Tensor>(x: X, axis = -1, ties: RankTies = 'ordinal'): Like<X> {
  const along = requireAxis('rank', x, axis);
  requireTies('rank', ties);
  return constant(x, () => {
    if (x.size === 0 || x.shape[along] === 1) return ones(x.shape);
    const { rows, restore } = asRows(x, along);
    return restore(ranksIn(rows, orderOf(rows), ties));
  });
}
