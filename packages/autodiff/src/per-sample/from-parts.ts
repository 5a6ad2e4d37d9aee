import { clone, concat, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { sumOf } from '../sum-of.ts';
import { backpropagate } from '../tape/backpropagate.ts';
import type { TapeNode } from '../tape/tape-node.ts';
import type { Capture } from './capture.ts';
import type { PlacedPart } from './find-parts.ts';
import { outerProducts } from './parts/outer-product.ts';
import type { Factors } from './parts/part.ts';
import type { SampleGradients } from './sample-gradients.ts';

/** A variable of which all uses are linear: its gradients are the sums over them. */
export function fromParts(
  variable: Variable,
  parts: readonly PlacedPart[],
  views: readonly TapeNode[],
): SampleGradients {
  const factors = parts.every((part) => part.factors) ? () => joined(parts) : null;
  return {
    variable,
    way: 'linear',
    project: (direction) => sumOf(parts.map((part) => part.project(direction))),
    gradients: (from, count) =>
      factors
        ? outerProducts(factors(), from, count, variable.shape)
        : sumOf(parts.map((part) => part.gradients(from, count))),
    total: () => sumOf(oneANode(parts).flatMap((part) => weightGradient(variable, part, views))),
    factors,
  };
}

/** A node that the variable goes into twice has its gradient by both at once. */
const oneANode = (parts: readonly PlacedPart[]): PlacedPart[] => [
  ...new Map(parts.map((part) => [part.node, part])).values(),
];

/** One step back from the part's output to the variable, and no further along the tape. */
function weightGradient(variable: Variable, { node, dy }: PlacedPart, views: readonly TapeNode[]): Tensor[] {
  const [gradient] = backpropagate([...views, node], [variable], [node.outputs[0]], [dy]);
  // A gradient that passes through unchanged is the part's own.
  return gradient ? [gradient === dy ? clone(gradient) : gradient] : [];
}

/** A variable that is used several times has the rows of all its uses. */
function joined(parts: readonly PlacedPart[]): Factors {
  const all = parts.flatMap(({ factors }) => (factors ? [factors()] : []));
  if (all.length === 1) return all[0];
  const [a, d] = [all.map((factor) => factor.a), all.map((factor) => factor.d)].map((list) => concat(list, 1));
  return { a, d };
}

/** The nodes through which the variables may pass before they are used. */
export const viewing = ({ nodes, viewIn }: Capture): TapeNode[] =>
  nodes.filter(({ outputs: [first] }) => viewIn(first));
