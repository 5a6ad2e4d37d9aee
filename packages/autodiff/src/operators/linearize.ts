import { type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { requireFloats, requireFunction, requireSameShapes } from '../require.ts';
import { backpropagate } from '../tape/backpropagate.ts';
import { checked, type Recording, record } from '../tape/record.ts';
import { tidied } from '../tape/tidied.ts';
import { type Like, withLeaves } from '../tree.ts';
import { orZeros } from './seeds.ts';

/** A value and the derivative there, as a linear map. */
export interface Linearization<Xs, Y> {
  readonly value: Y;
  /** The derivative of f in the direction of the tangents; each call costs about one forward pass. */
  tangent(tangents: Like<Xs>): Like<Y>;
  /** Frees what the map needs, but for the value. In a `tidy` this happens at its end by itself. */
  dispose(): void;
}

/**
 * The derivative of f at xs as a linear map, to be applied to many tangents. TF.js has no forward mode, so the map is
 * the transpose of the pullback, which is linear in its argument: f runs once, its pullback is recorded once, and
 * every tangent is one backward pass over that.
 * @param f takes the arguments and returns a float32 tensor, or arrays and plain objects of them
 * @param xs one entry for each argument: a tensor, a variable, or arrays and plain objects of these
 */
export function linearize<Xs extends readonly unknown[], Y>(f: (...xs: Xs) => Y, xs: Xs): Linearization<Xs, Y> {
  requireFunction('linearize', 'f', f);
  const leaves = requireFloats('linearize', 'xs', xs);
  const forward = record(() => f(...xs));
  const { value, nodes } = forward;
  const ys = checked(() => requireFloats('linearize', 'f(...xs)', value), forward.release);
  // The pullback is linear: its derivative is the same everywhere, so also at zero.
  const dys = ys.map((y) => zerosLike(y));
  const backward = checked(() => record(() => backpropagate(nodes, leaves, ys, dys)), forward.release);
  for (const { handToScope } of [forward, backward]) handToScope();
  return {
    value,
    tangent(tangents) {
      const directions = requireSameShapes('tangent', 'tangents', tangents, 'xs', leaves);
      return tidied(() => withLeaves(value, orZeros(transposed(backward, dys, directions), ys)));
    },
    dispose() {
      for (const { release } of [forward, backward]) release();
      for (const tensor of [...dys, ...backward.value]) tensor?.dispose();
    },
  };
}

/** Σ ⟨pullback(dys), tangents⟩, differentiated by dys. */
function transposed(
  { nodes, value }: Recording<(Tensor | null)[]>,
  dys: readonly Tensor[],
  tangents: readonly Tensor[],
) {
  const dependent = value.flatMap((gradient, i) => (gradient ? [{ gradient, tangent: tangents[i] }] : []));
  return backpropagate(
    nodes,
    dys,
    dependent.map(({ gradient }) => gradient),
    dependent.map(({ tangent }) => tangent),
  );
}
