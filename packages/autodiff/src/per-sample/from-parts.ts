import { addN, concat, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { backpropagate } from '../tape/backpropagate.ts';
import type { TapeNode } from '../tape/tape-node.ts';
import { reshapingKernels } from './elementwise-kernels.ts';
import type { PlacedPart } from './find-parts.ts';
import type { Factors } from './parts/part.ts';
import type { SampleGradients } from './sample-gradients.ts';

/** A variable of which all uses are linear: its gradients are the sums over them. */
export function fromParts(
  variable: Variable,
  parts: readonly PlacedPart[],
  reshapes: readonly TapeNode[],
): SampleGradients {
  return {
    variable,
    way: 'linear',
    project: (direction) => addN(parts.map((part) => part.project(direction))),
    gradients: (from, count) => addN(parts.map((part) => part.gradients(from, count))),
    total: () => addN(oneANode(parts).flatMap((part) => weightGradient(variable, part, reshapes))),
    factors: parts.every(({ factors }) => factors) ? () => joined(parts) : null,
  };
}

/** A node that the variable goes into twice has its gradient by both at once. */
const oneANode = (parts: readonly PlacedPart[]): PlacedPart[] => [
  ...new Map(parts.map((part) => [part.node, part])).values(),
];

/** One step back from the part's output to the variable, and no further along the tape. */
function weightGradient(variable: Variable, { node, dy }: PlacedPart, reshapes: readonly TapeNode[]): Tensor[] {
  const [gradient] = backpropagate([...reshapes, node], [variable], [node.outputs[0]], [dy]);
  return gradient ? [gradient] : [];
}

/** A variable that is used several times has the rows of all its uses. */
function joined(parts: readonly PlacedPart[]): Factors {
  const all = parts.flatMap(({ factors }) => (factors ? [factors()] : []));
  if (all.length === 1) return all[0];
  const [a, d] = [all.map((factor) => factor.a), all.map((factor) => factor.d)].map((list) => concat(list, 1));
  return { a, d };
}

/** The nodes through which the variables may pass before they are used. */
export const reshapesOf = (nodes: readonly TapeNode[]): TapeNode[] =>
  nodes.filter(({ kernelName }) => reshapingKernels.includes(kernelName));
