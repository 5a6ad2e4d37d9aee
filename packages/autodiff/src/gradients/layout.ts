import { gradientOf } from '@hyperprior/backends/gradients';
import {
  add,
  concat,
  DepthToSpace,
  type DepthToSpaceAttrs,
  Diag,
  FlipLeftRight,
  type GradConfig,
  MirrorPad,
  type MirrorPadAttrs,
  reshape,
  reverse,
  SplitV,
  type SplitVAttrs,
  slice,
  stack,
  type Tensor,
  transpose,
  Unpack,
  type UnpackAttrs,
  util,
} from '@tensorflow/tfjs-core';
import { spaced, taken } from './spaced.ts';

/** What a mirrored axis shows twice is added up: the middle, and each margin turned round. */
function foldedAlong(dy: Tensor, axis: number, [before, after]: [number, number], isReflected: boolean): Tensor {
  const outer = util.sizeFromShape(dy.shape.slice(0, axis));
  const inner = util.sizeFromShape(dy.shape.slice(axis + 1));
  const length = dy.shape[axis] - before - after;
  const rows = reshape(dy, [outer, dy.shape[axis], inner]);
  const part = (start: number, size: number) => slice(rows, [0, start, 0], [outer, size, inner]);
  // A reflection leaves out the value at the edge.
  const edge = isReflected ? 1 : 0;
  const margin = (values: Tensor, start: number) => spaced(reverse(values, 1), 1, { start, step: 1, length });
  let folded: Tensor = part(before, length);
  if (before > 0) folded = add(folded, margin(part(0, before), edge));
  if (after > 0) folded = add(folded, margin(part(before + length, after), length - edge - after));
  return reshape(
    folded,
    dy.shape.map((size, i) => (i === axis ? length : size)),
  );
}

function mirrorPadGradient(dy: Tensor, { paddings, mode }: MirrorPadAttrs): Tensor {
  return paddings.reduce(
    (folded, [before, after], axis) =>
      before + after === 0 ? folded : foldedAlong(folded, axis, [before, after], mode === 'reflect'),
    reshape(dy, dy.shape),
  );
}

/** Each block of pixels becomes one pixel with more channels. */
function spaceToDepth(dy: Tensor, blockSize: number): Tensor {
  const [batch, height, width, channels] = dy.shape;
  const [rows, columns] = [height / blockSize, width / blockSize];
  // Two transpositions of rank 4, for backends that know no higher one.
  const across = transpose(reshape(dy, [batch * rows, blockSize, columns, blockSize * channels]), [0, 2, 1, 3]);
  return reshape(across, [batch, rows, columns, blockSize * blockSize * channels]);
}

function depthToSpaceGradient(dy: Tensor, { blockSize, dataFormat }: DepthToSpaceAttrs): Tensor {
  if (dataFormat === 'NHWC') return spaceToDepth(dy, blockSize);
  return transpose(spaceToDepth(transpose(dy, [0, 2, 3, 1]), blockSize), [0, 3, 1, 2]);
}

/** The values at which both halves of the indices are the same. */
function diagonal(dy: Tensor, { size, shape }: Tensor): Tensor {
  return reshape(taken(reshape(dy, [size * size]), 0, { start: 0, step: size + 1, count: size }), shape);
}

const listOf = (dys: Tensor | Tensor[]) => (Array.isArray(dys) ? dys : [dys]);

/** The gradients of operations that only move values. */
export const layoutGradients: readonly GradConfig[] = [
  gradientOf(FlipLeftRight, {}, (dy) => ({ image: () => reverse(dy, 2) })),
  gradientOf(Diag, { inputs: ['x'] }, (dy, [x]) => ({ x: () => diagonal(dy, x) })),
  gradientOf<MirrorPadAttrs>(MirrorPad, {}, (dy, _saved, attributes) => ({
    x: () => mirrorPadGradient(dy, attributes),
  })),
  gradientOf<DepthToSpaceAttrs>(DepthToSpace, {}, (dy, _saved, attributes) => ({
    x: () => depthToSpaceGradient(dy, attributes),
  })),
  // TF.js's own fail where there is one part only.
  {
    kernelName: SplitV,
    gradFunc: (dys, _saved, attrs) => ({ x: () => concat(listOf(dys), (attrs as unknown as SplitVAttrs).axis) }),
  },
  {
    kernelName: Unpack,
    gradFunc: (dys, _saved, attrs) => ({ value: () => stack(listOf(dys), (attrs as unknown as UnpackAttrs).axis) }),
  },
];
