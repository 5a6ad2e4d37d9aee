import { requireFunction, requireList, requireSameShapes } from '../require.ts';
import { tidied } from '../tape/tidied.ts';
import type { Like } from '../tree.ts';
import { linearMap } from './linearize.ts';

/**
 * The Jacobian-vector product: the value of f and its derivative in a direction.
 * @param f takes the arguments and returns a float32 tensor, or arrays and plain objects of them
 * @param xs a list with one entry for each argument: a tensor, a variable, or arrays and plain objects of these
 * @param tangents the direction, in the structure and the shapes of xs
 */
export function jvp<Xs extends readonly unknown[], Y>(
  f: (...xs: Xs) => Y,
  xs: Xs,
  tangents: Like<Xs>,
): { value: Y; tangent: Like<Y> } {
  requireFunction('jvp', 'f', f);
  requireList('jvp', 'xs', xs);
  requireList('jvp', 'tangents', tangents);
  const directions = requireSameShapes('jvp', 'tangents', tangents, 'xs', xs);
  return tidied(() => {
    const { value, along, dispose } = linearMap('jvp', f, xs);
    try {
      return { value, tangent: along(directions) };
    } finally {
      dispose();
    }
  });
}
