import {
  ones,
  reshape,
  stack,
  type Tensor,
  type Tensor1D,
  tensor1d,
  type Variable,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { backpropagate } from '../tape/backpropagate.ts';
import { record } from '../tape/record.ts';
import type { TapeNode } from '../tape/tape-node.ts';
import { tidied } from '../tape/tidied.ts';
import type { SampleGradients } from './sample-gradients.ts';

/** A variable that is used in any way: a jvp projects, and the gradients are found sample by sample. */
export function fromDerivatives(variable: Variable, nodes: readonly TapeNode[], losses: Tensor1D): SampleGradients {
  const gradientOf = (dy: Tensor) => backpropagate(nodes, [variable], [losses], [dy])[0] ?? zerosLike(variable);
  return {
    variable,
    way: 'derivative',
    project: (direction) => tangent(nodes, losses, variable, direction),
    gradients: (from, count) =>
      stack(Array.from({ length: count }, (_, i) => tidied(() => gradientOf(unitVector(losses.size, from + i))))),
    total: () => gradientOf(ones(losses.shape)),
    factors: null,
  };
}

/** The losses' derivative in the direction: the transpose of their pullback, which is linear. */
function tangent(nodes: readonly TapeNode[], losses: Tensor1D, variable: Variable, direction: Tensor): Tensor1D {
  const dy = zerosLike(losses);
  const pullback = record(() => backpropagate(nodes, [variable], [losses], [dy]));
  try {
    const [gradient] = pullback.value;
    const found = gradient ? backpropagate(pullback.nodes, [dy], [gradient], [direction])[0] : null;
    return found ? reshape(found, [losses.size]) : dy;
  } finally {
    pullback.release();
  }
}

function unitVector(size: number, at: number): Tensor {
  const values = new Float32Array(size);
  values[at] = 1;
  return tensor1d(values);
}
