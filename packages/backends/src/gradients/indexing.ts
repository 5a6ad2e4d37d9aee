import {
  expandDims,
  type GradConfig,
  gather,
  greaterEqual,
  logicalAnd,
  MirrorPad,
  type MirrorPadAttrs,
  maximum,
  ones,
  reshape,
  type Tensor,
  tensor1d,
  UnsortedSegmentSum,
  util,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { gatherGradient, scatterAdd } from './gather.ts';
import { gradientOf } from './rule.ts';

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
  gatherGradient,
  gradientOf<MirrorPadAttrs>(MirrorPad, { inputs: ['x'] }, (dy, [x], attributes) => ({
    x: () => mirrorPadGradient(dy, x, attributes),
  })),
  gradientOf(UnsortedSegmentSum, { inputs: ['segmentIds'] }, (dy, [segmentIds]) => ({
    x: () => segmentSumGradient(dy, segmentIds),
  })),
];
