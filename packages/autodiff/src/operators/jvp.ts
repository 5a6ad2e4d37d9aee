import { tidied } from '../tape/tidied.ts';
import type { Like } from '../tree.ts';
import { linearMap } from './linearize.ts';

/**
 * The Jacobian-vector product: the value of f and its derivative in a direction.
 * @param f takes the arguments and returns a float32 tensor, or arrays and plain objects of them
 * @param xs one entry for each argument: a tensor, a variable, or arrays and plain objects of these
 * @param tangents the direction, in the structure and the shapes of xs
 */
export function jvp<Xs extends readonly unknown[], Y>(
  f: (...xs: Xs) => Y,
  xs: Xs,
  tangents: Like<Xs>,
): { value: Y; tangent: Like<Y> } {
  return tidied(() => {
    const { value, tangent, dispose } = linearMap('jvp', f, xs);
    try {
      return { value, tangent: tangent(tangents) };
    } finally {
      dispose();
    }
  });
}
