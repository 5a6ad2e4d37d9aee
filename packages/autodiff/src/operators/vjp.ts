import {
  requireDistinct,
  requireFloats,
  requireFunction,
  requireHeld,
  requireList,
  requireSameShapes,
} from '../require.ts';
import { backpropagate } from '../tape/backpropagate.ts';
import { recordThen } from '../tape/record.ts';
import { tidied } from '../tape/tidied.ts';
import { type Like, withLeaves } from '../tree.ts';
import { orZeros, ownTensors } from './seeds.ts';

/** A value and the map from gradients by it to gradients by the arguments. */
export interface Vjp<Xs, Y> {
  readonly value: Y;
  /** The gradient of ⟨dy, f(xs)⟩ by each of xs; may be called any number of times, each costs one backward pass. */
  pullback(dy: Like<Y>): Like<Xs>;
  /** Frees what the backward pass needs, but for the value. In a `tidy` this happens at its end by itself. */
  dispose(): void;
}

/**
 * The vector-Jacobian product: runs f once and gives the transposed derivative at xs as a function.
 * @param f takes the arguments and returns a float32 tensor, or arrays and plain objects of them
 * @param xs a list with one entry for each argument: a tensor, a variable, or arrays and plain objects of these
 */
export function vjp<Xs extends readonly unknown[], Y>(f: (...xs: Xs) => Y, xs: Xs): Vjp<Xs, Y> {
  requireFunction('vjp', 'f', f);
  requireList('vjp', 'xs', xs);
  const leaves = requireFloats('vjp', 'xs', xs);
  requireDistinct('vjp', 'xs', xs);
  const { recording, more } = recordThen(
    () => f(...xs),
    ({ value }) => {
      const ys = requireFloats('vjp', 'f(...xs)', value);
      return { ys, own: ownTensors(ys, leaves) };
    },
  );
  const { nodes, isHeld, release, handToScope } = recording;
  const { ys, own } = more;
  handToScope();
  return {
    value: withLeaves(recording.value, own) as Y,
    pullback(dy) {
      requireHeld('pullback', 'vjp', isHeld());
      const dys = requireSameShapes('pullback', 'dy', dy, 'f(...xs)', recording.value);
      const gradients = tidied(() => orZeros(backpropagate(nodes, leaves, ys, dys), leaves, dys));
      return withLeaves(xs, gradients);
    },
    dispose: release,
  };
}
