import { clone, customGrad, type GradSaveFunc, type Tensor, Variable } from '@tensorflow/tfjs-core';
import { requireFloats, requireFunction, requireOneTensor } from '../require.ts';
import { unrecorded } from '../tape/is-recording.ts';
import { tidied } from '../tape/tidied.ts';
import { watchKernels } from '../tape/watch-kernels.ts';
import { leavesOf, type Tree, withLeaves } from '../tree.ts';
import { vjp } from './vjp.ts';

/**
 * f, but without memory of its intermediate values: the backward pass computes them again. Training a deep network then
 * takes memory for the values at the checkpoints and within one of them, and time for one more forward pass (Chen et
 * al., Training deep nets with sublinear memory cost, 2016). The trainable variables that f uses have their gradients
 * too. Other tensors that f closes over are constants: pass what is to be differentiated as an argument.
 * @param f takes tensors, or arrays and plain objects of them, and returns one float32 tensor; it must return the same
 * value when it is called again
 */
export function checkpoint<Xs extends readonly unknown[]>(f: (...xs: Xs) => Tensor): (...xs: Xs) => Tensor {
  requireFunction('checkpoint', 'f', f);
  return (...xs) => {
    const given = requireFloats('checkpoint', 'xs', xs);
    return tidied(() => {
      const { value, variables } = withVariables(() => unrecorded(() => tidied(() => f(...xs))));
      requireOneTensor('checkpoint', 'f(...xs)', value);
      return recomputing(f, xs, given, value, variables);
    });
  };
}

/** The value, known by now, with a gradient that runs f again. */
function recomputing<Xs extends readonly unknown[]>(
  f: (...xs: Xs) => Tensor,
  xs: Xs,
  leaves: readonly Tensor[],
  value: Tensor,
  variables: readonly Variable[],
): Tensor {
  return customGrad((...inputsAndSave) => {
    const save = inputsAndSave[inputsAndSave.length - 1] as GradSaveFunc;
    save([...leaves]);
    return {
      value: clone(value),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        // Plain tensors in the place of what may have been variables: to f they are the same.
        const again = withLeaves(xs, saved) as unknown as Xs;
        const { pullback, dispose } = vjp(
          (inner: Xs, _variables: readonly Variable[]) => f(...inner),
          [again, variables],
        );
        try {
          return leavesOf(pullback(dy) as unknown as Tree);
        } finally {
          dispose();
        }
      },
    };
  })(...leaves, ...variables);
}

/** What f returns, and the trainable variables that it used. */
function withVariables(f: () => Tensor): { value: Tensor; variables: Variable[] } {
  const used = new Set<Variable>();
  const value = watchKernels(({ inputs }) => {
    for (const input of Object.values(inputs)) if (input instanceof Variable && input.trainable) used.add(input);
  }, f);
  return { value, variables: [...used] };
}
