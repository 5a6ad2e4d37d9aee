import {
  add,
  expandDims,
  GatherV2,
  type GatherV2Attrs,
  type GradConfig,
  range,
  reshape,
  type Tensor,
  type Tensor1D,
  transpose,
  unsortedSegmentSum,
  util,
  zeros,
} from '@tensorflow/tfjs-core';
import { gradientOf } from './rule.ts';

/**
 * The adjoint of picking `indices` along the middle of `[batch, outer, length, inner]`: adds each slice of `dy`
 * (`[batch, outer, picks, inner]`) to the place it came from. `indices` is `[batch, picks]`.
 */
export function scatterAdd(dy: Tensor, indices: Tensor, length: number): Tensor {
  const [batch, outer, picks, inner] = dy.shape;
  const rows = reshape(swapMiddle(dy), [batch * picks, outer * inner]);
  const offsets = expandDims(range(0, batch * length, length, 'int32'), 1);
  const places: Tensor1D = reshape(batch === 1 ? indices : add(indices, offsets), [batch * picks]);
  const sums = unsortedSegmentSum(rows, places, batch * length);
  return swapMiddle(reshape(sums, [batch, length, outer, inner]));
}

function swapMiddle(x: Tensor): Tensor {
  const [batch, first, second, inner] = x.shape;
  // With one of the two axes of length 1 the values stay where they are.
  if (first === 1 || second === 1) return reshape(x, [batch, second, first, inner]);
  return transpose(x, [0, 2, 1, 3]);
}

function pickedGradient(dy: Tensor, x: Tensor, indices: Tensor, { axis, batchDims }: GatherV2Attrs): Tensor {
  const [along] = util.parseAxisParam(axis, x.shape);
  const batch = util.sizeFromShape(x.shape.slice(0, batchDims));
  const outer = util.sizeFromShape(x.shape.slice(batchDims, along));
  const inner = util.sizeFromShape(x.shape.slice(along + 1));
  const picks = indices.size / batch;
  const blocks = reshape(dy, [batch, outer, picks, inner]);
  return reshape(scatterAdd(blocks, reshape(indices, [batch, picks]), x.shape[along]), x.shape);
}

export const gatherGradient: GradConfig = gradientOf<GatherV2Attrs>(
  GatherV2,
  { inputs: ['x', 'indices'] },
  (dy, [x, indices], attributes) => ({
    x: () => pickedGradient(dy, x, indices, attributes),
    indices: () => zeros(indices.shape),
  }),
);
