import { cast, type Tensor, zeros } from '@tensorflow/tfjs-core';
import type { Like } from '../tree.ts';
import { constant } from './constant.ts';
import { orderOf } from './order-of-rows.ts';
import { requireAxis } from './require-axis.ts';
import { asRows } from './rows.ts';

/**
 * The positions along an axis, from 0 on, at which the values in ascending order stand: equal ones in the order they
 * stand, NaNs last. It is piecewise constant, so its gradient is zero.
 * @param x float32, of any shape but a scalar
 * @param axis from -rank to rank - 1
 * @returns int32, of x's shape
 * @throws TypeError where x is not a float32 tensor; RangeError where it has no such axis
 */
export function argsort<X extends Tensor>(x: X, axis = -1): Like<X> {
  const along = requireAxis('argsort', x, axis);
  return constant(x, () => {
    if (x.size === 0 || x.shape[along] === 1) return zeros(x.shape, 'int32');
    const { rows, restore } = asRows(x, along);
    return cast(restore(orderOf(rows)), 'int32');
  });
}
