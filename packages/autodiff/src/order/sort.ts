import { clone, type Tensor } from '@tensorflow/tfjs-core';
import { isRecording } from '../tape/is-recording.ts';
import { tidied } from '../tape/tidied.ts';
import type { Like } from '../tree.ts';
import { inverseOf, orderOf, take } from './order-of-rows.ts';
import { permuted } from './permuted.ts';
import { requireAxis } from './require-axis.ts';
import { asRows } from './rows.ts';

/**
 * The values along an axis in ascending order, equal ones in the order they stand, NaNs last. It is linear wherever no
 * two values are equal: the gradient goes back to the place from which each value came, NaNs' too, and that map has
 * derivatives of every order itself. On a GPU nothing is read back; a row may have up to 2^24 values there.
 * @param x float32, of any shape but a scalar
 * @param axis from -rank to rank - 1
 * @returns float32, of x's shape
 * @throws TypeError where x is not a float32 tensor; RangeError where it has no such axis
 */
export function sort<X extends Tensor>(x: X, axis = -1): Like<X> {
  const along = requireAxis('sort', x, axis);
  if (x.size === 0 || x.shape[along] === 1) return clone(x) as Tensor as Like<X>;
  return tidied(() => {
    const { rows, restore } = asRows(x, along);
    return restore(sorted(rows)) as Like<X>;
  });
}

function sorted(rows: Tensor): Tensor {
  const order = orderOf(rows);
  return isRecording() ? permuted(rows, order, inverseOf(rows, order)) : take(rows, order);
}
