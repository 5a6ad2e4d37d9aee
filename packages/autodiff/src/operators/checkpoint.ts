import { clone, customGrad, type GradSaveFunc, type Tensor, Variable } from '@tensorflow/tfjs-core';
import { requireFloats, requireFunction, requireOneTensor } from '../require.ts';
import { backpropagate } from '../tape/backpropagate.ts';
import { unrecorded } from '../tape/is-recording.ts';
import { record } from '../tape/record.ts';
import { revived } from '../tape/revived.ts';
import { inputsOf } from '../tape/tape-node.ts';
import { tidied } from '../tape/tidied.ts';
import { watchKernels } from '../tape/watch-kernels.ts';
import { type Like, withLeaves } from '../tree.ts';
import { orZeros } from './seeds.ts';

/**
 * f, but without memory of its intermediate values: the backward pass computes them again. Training a deep network then
 * takes memory for the values at the checkpoints and within one of them, and time for one more forward pass (Chen et
 * al., Training deep nets with sublinear memory cost, 2016). What f closes over has its gradients too, as without a
 * checkpoint: trainable variables, and float32 tensors, which are held until the backward pass. Where such a tensor is
 * large and a constant, `stopGradient` of it within f saves the making of its gradient.
 * @param f takes float32 tensors, or arrays and plain objects of them, and returns one float32 tensor; it must return
 * the same value when it is called again
 */
export function checkpoint<Xs extends readonly unknown[], Y extends Tensor>(
  f: (...xs: Xs) => Y,
): (...xs: Xs) => Like<Y> {
  requireFunction('checkpoint', 'f', f);
  return (...xs) => {
    const leaves = requireFloats('checkpoint', 'xs', xs);
    return tidied(() => {
      const { value, read } = withRead(f, xs, leaves);
      return recomputing(f, xs, leaves, value, read) as Like<Y>;
    });
  };
}

/** Plain tensors in the place of what may have been variables: to f they are the same. */
const replaced = <Xs>(xs: Xs, leaves: readonly Tensor[]) => withLeaves(xs, leaves) as unknown as Xs;

/** The value, known by now, with a gradient that runs f again. */
function recomputing<Xs extends readonly unknown[]>(
  f: (...xs: Xs) => Tensor,
  xs: Xs,
  leaves: readonly Tensor[],
  value: Tensor,
  read: readonly Tensor[],
): Tensor {
  const sources = read.filter(hasGradient);
  return customGrad((...inputsAndSave) => {
    const save = inputsAndSave[inputsAndSave.length - 1] as GradSaveFunc;
    // What f closes over may be disposed until then.
    const temporary = read.filter((tensor) => !(tensor instanceof Variable));
    save([...leaves, ...temporary]);
    return {
      value: clone(value),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const again = saved.slice(0, leaves.length);
        const revivals = temporary.map((tensor, i) => ({ tensor, values: saved[leaves.length + i] }));
        return revived(revivals, () => pulledBack(() => f(...replaced(xs, again)), [...again, ...sources], dy));
      },
    };
  })(...leaves, ...sources);
}

/** The gradients of ⟨dy, f()⟩. */
function pulledBack(f: () => Tensor, xs: readonly Tensor[], dy: Tensor): Tensor[] {
  const { value, nodes, release } = record(f);
  try {
    return orZeros(backpropagate(nodes, xs, [value], [dy]), xs, [dy]);
  } finally {
    release();
  }
}

/** What f returns, and the tensors that it read besides its arguments and did not make. */
function withRead<Xs extends readonly unknown[]>(f: (...xs: Xs) => Tensor, xs: Xs, leaves: readonly Tensor[]) {
  const read = new Set<Tensor>();
  const value = unrecorded(() => {
    const own = leaves.map((leaf) => clone(leaf));
    return watchKernels(
      ({ inputs }) => {
        // Ids are given out in order: what is older than the arguments' clones was there before.
        for (const [, input] of inputsOf({ inputs })) if (input.id < own[0].id) read.add(input);
      },
      () => tidied(() => requireValue(f(...replaced(xs, own)))),
    );
  });
  return { value, read: [...read] };
}

/** A clone, so that also a tensor that f returns as it is has been read. */
function requireValue(value: unknown): Tensor {
  requireOneTensor('checkpoint', 'f(...xs)', value);
  requireFloats('checkpoint', 'f(...xs)', value);
  return clone(value);
}

const hasGradient = (tensor: Tensor): boolean =>
  tensor.dtype === 'float32' && (!(tensor instanceof Variable) || tensor.trainable);
