import { type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { one } from '../operators/seeds.ts';
import { backpropagate } from '../tape/backpropagate.ts';
import { usedOf } from '../tape/path.ts';
import { record } from '../tape/record.ts';
import type { TapeNode } from '../tape/tape-node.ts';

/** The way from the variables over an output to the objective. */
export interface Composition {
  readonly nodes: readonly TapeNode[];
  readonly variables: readonly Tensor[];
  readonly output: Tensor;
  readonly objective: Tensor;
}

/**
 * The Gauss-Newton matrix Jᵀ H J times a vector: J is the output's Jacobian by the variables, H the objective's Hessian by the output
 * (Schraudolph, Fast curvature matrix-vector products, 2002). Null by a variable that the output does not depend on.
 * @throws RangeError where the output does not lie between the variables and the objective
 */
export function gaussNewtonProduct(composition: Composition, vector: readonly Tensor[]): (Tensor | null)[] {
  const { nodes, variables, output, objective } = composition;
  const isBetween = usedOf(nodes, variables, [output]).size > 0 && usedOf(nodes, [output], [objective]).size > 0;
  if (!isBetween)
    throw new RangeError(
      "gaussNewtonProduct: 'output' must be a tensor that the losses made of the variables and are made of, such as the logits, but is another one",
    );
  const moved = jacobianProduct(composition, vector);
  return backpropagate(nodes, variables, [output], [hessianByOutput(composition, moved)]);
}

/** J v, the transpose of the output's pullback, which is linear. */
function jacobianProduct({ nodes, variables, output }: Composition, vector: readonly Tensor[]): Tensor {
  const dy = zerosLike(output);
  const pullback = record(() => backpropagate(nodes, variables, [output], [dy]));
  try {
    const used = pullback.value.flatMap((gradient, i) => (gradient ? [{ gradient, along: vector[i] }] : []));
    const [found] = backpropagate(
      pullback.nodes,
      [dy],
      used.map(({ gradient }) => gradient),
      used.map(({ along }) => along),
    );
    return found ?? dy;
  } finally {
    pullback.release();
  }
}

/** H u, through the backward pass from the objective to the output, and the forward pass that it came from. */
function hessianByOutput({ nodes, output, objective }: Composition, u: Tensor): Tensor {
  const backward = record(() => backpropagate(nodes, [output], [objective], [one()]));
  try {
    const [gradient] = backward.value;
    const [found] = gradient ? backpropagate([...nodes, ...backward.nodes], [output], [gradient], [u]) : [null];
    return found ?? zerosLike(output);
  } finally {
    backward.release();
  }
}
