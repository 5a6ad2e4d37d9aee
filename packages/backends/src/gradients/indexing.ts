import {
  add,
  expandDims,
  GatherV2,
  type GatherV2Attrs,
  type GradConfig,
  gather,
  greaterEqual,
  logicalAnd,
  MirrorPad,
  type MirrorPadAttrs,
  maximum,
  ones,
  range,
  reshape,
  type Tensor,
  type Tensor1D,
  tensor1d,
  transpose,
  UnsortedSegmentSum,
  unsortedSegmentSum,
  util,
  where,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { gradientOf } from './rule.ts';

/**
 * The adjoint of picking `indices` along the middle of `[batch, outer, length, inner]`: adds each slice of `dy`
 * (`[batch, outer, picks, inner]`) to the place it came from. `indices` is `[batch, picks]`.
 */
function scatterAdd(dy: Tensor, indices: Tensor, length: number): Tensor {
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

function gatherGradient(dy: Tensor, x: Tensor, indices: Tensor, { axis, batchDims }: GatherV2Attrs): Tensor {
  const [along] = util.parseAxisParam(axis, x.shape);
  const batch = util.sizeFromShape(x.shape.slice(0, batchDims));
  const outer = util.sizeFromShape(x.shape.slice(batchDims, along));
  const inner = util.sizeFromShape(x.shape.slice(along + 1));
  const picks = indices.size / batch;
  const blocks = reshape(dy, [batch, outer, picks, inner]);
  return reshape(scatterAdd(blocks, reshape(indices, [batch, picks]), x.shape[along]), x.shape);
}

/** The places that a mirrored axis shows, for example `[1, 0, 1, 2, 1]` for 3 values reflected by 1. */
function mirrored(length: number, [before, after]: [number, number], mode: 'reflect' | 'symmetric'): number[] {
  const edge = mode === 'reflect' ? 0 : 1;
  return Array.from({ length: before + length + after }, (_, i) => {
    const at = i - before;
    if (at < 0) return -at - edge;
    return at < length ? at : 2 * length - 2 - at + edge;
  });
}

function mirrorPadGradient(dy: Tensor, x: Tensor, { paddings, mode }: MirrorPadAttrs): Tensor {
  let gradient = dy;
  paddings.forEach(([before, after], axis) => {
    if (before === 0 && after === 0) return;
    const places = mirrored(x.shape[axis], [before, after], mode);
    const outer = util.sizeFromShape(gradient.shape.slice(0, axis));
    const inner = util.sizeFromShape(gradient.shape.slice(axis + 1));
    const shape = gradient.shape.map((length, i) => (i === axis ? x.shape[axis] : length));
    const blocks = reshape(gradient, [1, outer, places.length, inner]);
    gradient = reshape(scatterAdd(blocks, tensor1d(places, 'int32'), x.shape[axis]), shape);
  });
  return gradient;
}

/** Each row's share of the sum it went into; a negative id went into none. */
function segmentSumGradient(dy: Tensor, segmentIds: Tensor): Tensor {
  const rows = gather(dy, maximum(segmentIds, zerosLike(segmentIds)));
  let kept = greaterEqual(segmentIds, zerosLike(segmentIds));
  while (kept.rank < rows.rank) kept = expandDims(kept, kept.rank);
  return where(logicalAnd(kept, ones(rows.shape, 'bool')), rows, zerosLike(rows));
}

/** The gradients of the operations that pick values by index. */
export const indexingGradients: readonly GradConfig[] = [
  gradientOf<GatherV2Attrs>(GatherV2, { inputs: ['x', 'indices'] }, (dy, [x, indices], attributes) => ({
    x: () => gatherGradient(dy, x, indices, attributes),
    indices: () => zeros(indices.shape),
  })),
  gradientOf<MirrorPadAttrs>(MirrorPad, { inputs: ['x'] }, (dy, [x], attributes) => ({
    x: () => mirrorPadGradient(dy, x, attributes),
  })),
  gradientOf(UnsortedSegmentSum, { inputs: ['segmentIds'] }, (dy, [segmentIds]) => ({
    x: () => segmentSumGradient(dy, segmentIds),
  })),
];
