import { type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import {
  requireDistinct,
  requireFloats,
  requireFunction,
  requireHeld,
  requireList,
  requireSameShapes,
} from '../require.ts';
import { backpropagate } from '../tape/backpropagate.ts';
import { type Recording, record, recordThen } from '../tape/record.ts';
import { tidied } from '../tape/tidied.ts';
import { type Like, withLeaves } from '../tree.ts';
import { orZeros, ownTensors } from './seeds.ts';

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
 * @param xs a list with one entry for each argument: a tensor, a variable, or arrays and plain objects of these
 */
export function linearize<Xs extends readonly unknown[], Y>(f: (...xs: Xs) => Y, xs: Xs): Linearization<Xs, Y> {
  requireFunction('linearize', 'f', f);
  requireList('linearize', 'xs', xs);
  const { value, along, isHeld, handToScope, dispose } = linearMap('linearize', f, xs);
  handToScope();
  return {
    value,
    tangent(tangents) {
      requireHeld('tangent', 'linearize', isHeld());
      return along(requireSameShapes('tangent', 'tangents', tangents, 'xs', xs));
    },
    dispose,
  };
}

/** A value and the derivative there, of directions that have been looked at. */
interface LinearMap<Y> {
  readonly value: Y;
  along(directions: readonly Tensor[]): Like<Y>;
  isHeld(): boolean;
  handToScope(): void;
  dispose(): void;
}

/** As `linearize`; all that it holds must be disposed by the caller, or handed to the current `tidy`. */
export function linearMap<Xs extends readonly unknown[], Y>(caller: string, f: (...xs: Xs) => Y, xs: Xs): LinearMap<Y> {
  const leaves = requireFloats(caller, 'xs', xs);
  requireDistinct(caller, 'xs', xs);
  const { recording: forward, more } = recordThen(
    () => f(...xs),
    ({ value, nodes }) => {
      const ys = requireFloats(caller, 'f(...xs)', value);
      // The pullback is linear: its derivative is the same everywhere, so also at zero.
      const dys = ys.map((y) => zerosLike(y));
      const backward = record(() => backpropagate(nodes, leaves, ys, dys));
      return { ys, own: ownTensors(ys, leaves), dys, gradients: backward.value, tape: () => backward };
    },
  );
  const { ys, own, dys, gradients } = more;
  const backward = more.tape();
  return {
    value: withLeaves(forward.value, own) as Y,
    along(directions) {
      const found = tidied(() => orZeros(transposed(backward, dys, directions), ys, directions));
      return withLeaves(forward.value, found);
    },
    isHeld: () => forward.isHeld() && backward.isHeld(),
    handToScope() {
      for (const recording of [forward, backward]) recording.handToScope();
    },
    dispose() {
      for (const recording of [forward, backward]) recording.release();
      for (const tensor of [...dys, ...gradients]) tensor?.dispose();
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
