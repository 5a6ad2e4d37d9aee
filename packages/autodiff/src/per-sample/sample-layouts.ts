import type { Tensor } from '@tensorflow/tfjs-core';
import { leadingTo } from '../tape/path.ts';
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
}

/**
 * Tells where the samples lie, from the losses [batch] back through the tape, operation by operation. A tensor of which
 * one use cannot be followed, or that would have to hold the samples in two ways, is not known.
 */
export function sampleLayouts(
  nodes: readonly TapeNode[],
  asOperation: (node: TapeNode) => Operation,
  losses: Tensor,
): SampleLayouts {
  if (losses.size === 1) return ofOneSample;
  const known = new Map<number, Layout | 'unknown'>([[losses.id, { batch: losses.size, outer: 1, inner: 1 }]]);
  const shared: Shared[] = [];
  const note = ({ id }: Tensor, found: Layout | 'unknown') => {
    const before = known.get(id) ?? found;
    known.set(id, isSame(before, found) ? found : 'unknown');
  };
  for (const node of leadingTo(nodes, [losses])) {
    const operation = asOperation(node);
    for (const output of node.outputs) {
      const layout = known.get(output.id);
      // What all samples see is looked at where it is seen.
      if (!layout) continue;
      for (const [name, input] of Object.entries(operation.inputs)) {
        const found = isLayout(layout) ? inputLayout({ ...operation, output }, layout, name) : 'unknown';
        if (found === 'shared') shared.push({ node, input });
        else note(input, found);
      }
    }
  }
  return { of: (tensor) => layoutOrNull(known.get(tensor.id)), shared };
}

const isLayout = (found: Layout | 'unknown' | undefined): found is Layout => typeof found === 'object';
const layoutOrNull = (found: Layout | 'unknown' | undefined) => (isLayout(found) ? found : null);

function isSame(one: Layout | 'unknown', other: Layout | 'unknown'): boolean {
  return isLayout(one) && isLayout(other) ? isSameLayout(one, other) : one === other;
}

/** One sample has every value. */
const ofOneSample: SampleLayouts = {
  of: ({ size }) => ({ batch: 1, outer: 1, inner: size }),
  shared: [],
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
