import type { Tensor } from '@tensorflow/tfjs-core';
import type { TapeNode } from '../tape/tape-node.ts';
import { reshapingKernels } from './elementwise-kernels.ts';
import { isSameLayout, type Layout, layoutAlong, sampleAxis } from './layout.ts';
import { axisRules } from './layout-rules.ts';
import type { Operation } from './operation.ts';

/** An input that all samples of an operation see. */
interface Shared {
  readonly node: TapeNode;
  readonly input: Tensor;
}

/** Where the samples lie in the tensors of a tape, as far as it can be told. */
export interface SampleLayouts {
  of(tensor: Tensor): Layout | null;
  /** The operations' inputs in which the samples have no place of their own. */
  readonly shared: readonly Shared[];
  /** Tensors whose samples would have to lie in two ways at once. */
  readonly conflicts: readonly Tensor[];
}

/** Tells where the samples lie, from the losses [batch] back through the tape, operation by operation. */
export function sampleLayouts(
  nodes: readonly TapeNode[],
  asOperation: (node: TapeNode) => Operation,
  losses: Tensor,
): SampleLayouts {
  const batch = losses.size;
  if (batch === 1) return ofOneSample;
  const layouts = new Map<number, Layout>([[losses.id, { batch, outer: 1, inner: 1 }]]);
  const shared: Shared[] = [];
  const conflicts: Tensor[] = [];
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at];
    const output = node.outputs.find(({ id }) => layouts.has(id));
    const layout = output && layouts.get(output.id);
    if (!output || !layout) continue;
    const operation = { ...asOperation(node), output };
    for (const [name, input] of Object.entries(operation.inputs)) {
      const found = inputLayout(operation, layout, name);
      if (found === 'shared') shared.push({ node, input });
      if (typeof found === 'string') continue;
      const known = layouts.get(input.id);
      if (known && !isSameLayout(known, found)) conflicts.push(input);
      layouts.set(input.id, found);
    }
  }
  return { of: ({ id }) => layouts.get(id) ?? null, shared, conflicts };
}

/** One sample has every value. */
const ofOneSample: SampleLayouts = {
  of: ({ size }) => ({ batch: 1, outer: 1, inner: size }),
  shared: [],
  conflicts: [],
};

function inputLayout(operation: Operation, layout: Layout, name: string): Layout | 'shared' | 'unknown' {
  const { kernel, inputs, output } = operation;
  if (reshapingKernels.includes(kernel)) return layout;
  const axis = sampleAxis(output.shape, layout);
  const rule = axisRules.get(kernel);
  if (axis === null || !rule) return 'unknown';
  const own = rule(operation, axis, name);
  if (typeof own === 'string') return own;
  return layoutAlong(inputs[name].shape, own, layout.batch) ?? 'unknown';
}
