import { customGrad, type GradSaveFunc, type Tensor } from '@tensorflow/tfjs-core';
import { take } from './order-of-rows.ts';

/**
 * The values of each row in the order that `places` names. The transpose of a permutation is its inverse, so the
 * gradient is this function again, the two permutations exchanged: there are derivatives of every order.
 * @param rows float32, of shape [rows, N]
 * @param places of the same shape: a permutation of 0 to N - 1 in each row, a constant to every derivative
 * @param inverse the inverse of each
 */
export function permuted(rows: Tensor, places: Tensor, inverse: Tensor): Tensor {
  return customGrad((x, save) => {
    (save as GradSaveFunc)([places, inverse]);
    return {
      value: take(x as Tensor, places),
      gradFunc: (dy: Tensor, saved: Tensor[]) => permuted(dy, saved[1], saved[0]),
    };
  })(rows);
}
