import type { Tensor } from '@tensorflow/tfjs-core';
import { requireDistinct, requireFloats, requireFunction, requireScalar } from '../require.ts';
import { backpropagate } from '../tape/backpropagate.ts';
import { record } from '../tape/record.ts';
import { tidied } from '../tape/tidied.ts';
import { type Like, withLeaves } from '../tree.ts';
import { one, orZeros, ownTensors, requireUsed } from './seeds.ts';

/**
 * The value of a scalar function and its gradient by each of its arguments, in reverse mode.
 * @param f takes the arguments and returns a float32 scalar; what else it closes over is a constant to it
 * @returns a function of xs, each of them a tensor, a variable, or arrays and plain objects of these, that returns the
 * value and, for each of xs, the gradient in its structure: zeros where f does not depend on a tensor
 * @throws RangeError where f returns no scalar, or does not use a variable that it is to be differentiated by
 */
export function valueAndGrad<Xs extends readonly unknown[]>(
  f: (...xs: Xs) => Tensor,
): (...xs: Xs) => { value: Tensor; grads: Like<Xs> } {
  requireFunction('valueAndGrad', 'f', f);
  return (...xs) => {
    const leaves = requireFloats('valueAndGrad', 'xs', xs);
    requireDistinct('valueAndGrad', 'xs', xs);
    return tidied(() => differentiate(f, xs, leaves));
  };
}

function differentiate<Xs extends readonly unknown[]>(f: (...xs: Xs) => Tensor, xs: Xs, leaves: readonly Tensor[]) {
  const { value, nodes, release } = record(() => f(...xs));
  try {
    requireScalar('valueAndGrad', value);
    const gradients = backpropagate(nodes, leaves, [value], [one()]);
    requireUsed('valueAndGrad', gradients, leaves);
    return {
      value: ownTensors([value], leaves)[0],
      grads: withLeaves(xs, orZeros(gradients, leaves)),
    };
  } finally {
    release();
  }
}
