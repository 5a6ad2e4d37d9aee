import type { Tensor } from '@tensorflow/tfjs-core';
import {
  requireDistinct,
  requireFloats,
  requireFunction,
  requireList,
  requireSameShapes,
  requireScalar,
} from '../require.ts';
import { backpropagate } from '../tape/backpropagate.ts';
import { record } from '../tape/record.ts';
import { tidied } from '../tape/tidied.ts';
import { type Like, withLeaves } from '../tree.ts';
import { one, orZeros } from './seeds.ts';

/**
 * The Hessian of a scalar function times a vector, reverse over reverse: the gradient of ⟨∇f, v⟩. The Hessian itself
 * is never formed (Pearlmutter, Fast exact multiplication by the Hessian, 1994, with two reverse passes).
 * @param f takes the arguments and returns a float32 scalar
 * @param xs a list with one entry for each argument: a tensor, a variable, or arrays and plain objects of these
 * @param vectors the vector, in the structure and the shapes of xs
 * @returns the product, in the structure of xs
 */
export function hvp<Xs extends readonly unknown[]>(f: (...xs: Xs) => Tensor, xs: Xs, vectors: Like<Xs>): Like<Xs> {
  requireFunction('hvp', 'f', f);
  requireList('hvp', 'xs', xs);
  requireList('hvp', 'vectors', vectors);
  const leaves = requireFloats('hvp', 'xs', xs);
  requireDistinct('hvp', 'xs', xs);
  const directions = requireSameShapes('hvp', 'vectors', vectors, 'xs', xs);
  return tidied(() => {
    const { value, nodes, release } = record(() => gradientOf('hvp', f, xs, leaves));
    try {
      const used = value.flatMap((gradient, i) => (gradient ? [{ gradient, at: i }] : []));
      const product = backpropagate(
        nodes,
        leaves,
        used.map(({ gradient }) => gradient),
        used.map(({ at }) => directions[at]),
      );
      return withLeaves(xs, orZeros(product, leaves, directions));
    } finally {
      release();
    }
  });
}

/** ∇f as a computation that can be differentiated again. */
export function gradientOf<Xs extends readonly unknown[]>(
  caller: string,
  f: (...xs: Xs) => Tensor,
  xs: Xs,
  leaves: readonly Tensor[],
): (Tensor | null)[] {
  const { value, nodes } = record(() => f(...xs));
  requireScalar(caller, value);
  return backpropagate(nodes, leaves, [value], [one()]);
}
