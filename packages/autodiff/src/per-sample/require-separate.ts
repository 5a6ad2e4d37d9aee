import type { Tensor } from '@tensorflow/tfjs-core';
import { inputsOf, type TapeNode } from '../tape/tape-node.ts';
import type { SampleLayouts } from './sample-layouts.ts';

/**
 * That no sample's loss depends on another sample by way of the variables: a value made of many samples, and of the
 * variables, must not be seen by all of them.
 */
export function requireSeparate(
  nodes: readonly TapeNode[],
  layouts: SampleLayouts,
  variables: readonly Tensor[],
): void {
  const fromVariables = dependents(nodes, (tensor) => variables.includes(tensor));
  const fromSamples = dependents(nodes, (tensor) => layouts.of(tensor) !== null);
  const mixed = layouts.shared.find(({ input: { id } }) => fromVariables.has(id) && fromSamples.has(id));
  if (!mixed) return;
  throw new RangeError(
    `perSample: the losses must each depend on one sample, but an intermediate value of shape [${mixed.input.shape.join(', ')}]` +
      ` mixes the samples of the batch and goes into ${mixed.node.kernelName}, as batch normalisation does in training: use its inference mode, or a normalisation within each sample`,
  );
}

/** The ids of the tensors that are, or are computed from, those that `isSource` names. */
function dependents(nodes: readonly TapeNode[], isSource: (tensor: Tensor) => boolean): ReadonlySet<number> {
  const ids = new Set<number>();
  for (const node of nodes) {
    const inputs = inputsOf(node).map(([, input]) => input);
    for (const tensor of [...inputs, ...node.outputs]) if (isSource(tensor)) ids.add(tensor.id);
    if (inputs.some(({ id }) => ids.has(id))) for (const { id } of node.outputs) ids.add(id);
  }
  return ids;
}
