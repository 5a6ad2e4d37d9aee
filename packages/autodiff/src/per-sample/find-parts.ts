import { ones, type Tensor, type Tensor1D, type Variable } from '@tensorflow/tfjs-core';
import { backpropagate } from '../tape/backpropagate.ts';
import { path } from '../tape/path.ts';
import type { TapeNode } from '../tape/tape-node.ts';
import { tidied } from '../tape/tidied.ts';
import type { Capture } from './capture.ts';
import type { Part } from './parts/part.ts';
import { partOf } from './parts/part-of.ts';
import type { SampleLayouts } from './sample-layouts.ts';
import { partOfVariable, type View } from './view.ts';

/** A part of which the gradient by its output is not known yet. */
interface Candidate {
  readonly view: View;
  readonly node: TapeNode;
  readonly complete: (dy: Tensor) => Part;
}

/** A part, and where on the tape it stands. */
export interface PlacedPart extends Part {
  readonly variable: Variable;
  readonly node: TapeNode;
  readonly dy: Tensor;
}

/**
 * The places where the losses depend linearly on the variables. A variable of which one use is of another kind has
 * none: all of its gradient is then found another way. One backward pass, without the gradients by the variables.
 */
export function findParts(
  captured: Capture,
  layouts: SampleLayouts,
  losses: Tensor1D,
  variables: readonly Variable[],
): PlacedPart[] {
  const { nodes } = captured;
  const other = new Set<Variable>();
  const candidates: Candidate[] = [];
  for (const { node } of path(nodes, variables, [losses])) {
    for (const [variable, candidate] of usesIn(node, captured, layouts)) {
      if (candidate) candidates.push(candidate);
      else other.add(variable);
    }
  }
  const chosen = candidates.filter(({ view }) => !other.has(view.variable));
  const outputs = chosen.map(({ node }) => node.outputs[0]);
  const dys = tidied(() => backpropagate(nodes, outputs, [losses], [ones(losses.shape)]));
  return chosen.flatMap(({ view, node, complete }, i) => {
    const dy = dys[i];
    return dy ? [{ ...partOfVariable(complete(dy), view), variable: view.variable, node, dy }] : [];
  });
}

/** Each variable that goes into the node, with how it does; null where not linearly. */
function usesIn(node: TapeNode, captured: Capture, layouts: SampleLayouts): [Variable, Candidate | null][] {
  const operation = captured.asOperation(node);
  const [output] = node.outputs;
  if (captured.viewIn(output)) return [];
  const layout = layouts.of(output);
  const call = captured.calls.find((known) => known.operation === operation);
  return Object.entries(operation.inputs).flatMap(([input, tensor]): [Variable, Candidate | null][] => {
    const view = tensor && captured.viewIn(tensor);
    if (!view) return [];
    const { variable, shape: seenAs } = view;
    const make = partOf(operation.kernel, input);
    if (!call || !layout || !make) return [[variable, null]];
    const { attributes } = operation;
    const complete = make({ seenAs, attributes, kept: call.kept, output, layout });
    return [[variable, complete && { view, node, complete }]];
  });
}
