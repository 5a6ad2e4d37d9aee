import {
  BatchToSpaceND,
  type BatchToSpaceNDAttrs,
  BroadcastTo,
  backend_util,
  batchToSpaceND,
  Concat,
  type ConcatAttrs,
  concat,
  ExpandDims,
  type GradConfig,
  Pack,
  type PackAttrs,
  PadV2,
  type PadV2Attrs,
  pad,
  Reshape,
  Reverse,
  type ReverseAttrs,
  reshape,
  reverse,
  Slice,
  type SliceAttrs,
  SpaceToBatchND,
  type SpaceToBatchNDAttrs,
  SplitV,
  type SplitVAttrs,
  slice,
  slice_util,
  spaceToBatchND,
  stack,
  sum,
  type Tensor,
  Tile,
  type TileAttrs,
  Transpose,
  type TransposeAttrs,
  transpose,
  Unpack,
  type UnpackAttrs,
  util,
} from '@tensorflow/tfjs-core';
import { unbroadcast } from './broadcast.ts';
import { gradientOf, typed } from './rule.ts';

/** Sums the copies that tiling made, one axis after the other. */
function untile(dy: Tensor, shape: number[], reps: number[]): Tensor {
  let gradient = dy;
  reps.forEach((copies, axis) => {
    if (copies === 1) return;
    const outer = util.sizeFromShape(gradient.shape.slice(0, axis));
    const after = gradient.shape.slice(axis + 1);
    const blocks = reshape(gradient, [outer, copies, shape[axis] * util.sizeFromShape(after)]);
    gradient = reshape(sum(blocks, 1), [...gradient.shape.slice(0, axis), shape[axis], ...after]);
  });
  return gradient;
}

/** The part of dy that belongs to the input which began at `start` along `axis`. */
function part(dy: Tensor, axis: number, start: number, length: number): Tensor {
  const begin = dy.shape.map((_, i) => (i === axis ? start : 0));
  return slice(
    dy,
    begin,
    dy.shape.map((size, i) => (i === axis ? length : size)),
  );
}

function concatGradient(dy: Tensor, inputs: Tensor[], axis: number) {
  const [along] = util.parseAxisParam(axis, inputs[0].shape);
  let end = 0;
  return Object.fromEntries(
    inputs.map(({ shape }, i) => {
      const start = end;
      end += shape[along];
      return [String(i), () => part(dy, along, start, shape[along])];
    }),
  );
}

function sliceGradient(dy: Tensor, x: Tensor, { begin, size }: SliceAttrs): Tensor {
  const [starts, sizes] = slice_util.parseSliceParams(x, begin, size);
  return pad(
    dy,
    x.shape.map((length, i): [number, number] => [starts[i], length - starts[i] - sizes[i]]),
  );
}

const unpad = (dy: Tensor, x: Tensor, paddings: [number, number][]) =>
  slice(
    dy,
    paddings.map(([before]) => before),
    x.shape,
  );

/** The gradient of a kernel that takes one tensor apart into several. */
const apart = <Attributes>(
  kernelName: string,
  join: (dys: Tensor[], attributes: Attributes) => Record<string, () => Tensor>,
): GradConfig => ({
  kernelName,
  gradFunc: (dys, _saved, attrs) => join(Array.isArray(dys) ? dys : [dys], typed<Attributes>(attrs)),
});

/** The gradients of operations that only move values. */
export const layoutGradients: readonly GradConfig[] = [
  gradientOf(Reshape, { inputs: ['x'] }, (dy, [x]) => ({ x: () => reshape(dy, x.shape) })),
  gradientOf(ExpandDims, { inputs: ['input'] }, (dy, [input]) => ({ input: () => reshape(dy, input.shape) })),
  gradientOf<{ inputShape: number[] }>(BroadcastTo, {}, (dy, _saved, { inputShape }) => ({
    x: () => unbroadcast(dy, inputShape),
  })),
  gradientOf<TransposeAttrs>(Transpose, {}, (dy, _saved, { perm }) => ({
    x: () => transpose(dy, backend_util.getUndoAxesPermutation(perm)),
  })),
  gradientOf<ReverseAttrs>(Reverse, {}, (dy, _saved, { dims }) => ({ x: () => reverse(dy, dims) })),
  gradientOf<TileAttrs>(Tile, { inputs: ['x'] }, (dy, [x], { reps }) => ({ x: () => untile(dy, x.shape, reps) })),
  gradientOf<SliceAttrs>(Slice, { inputs: ['x'] }, (dy, [x], attributes) => ({
    x: () => sliceGradient(dy, x, attributes),
  })),
  gradientOf<PadV2Attrs>(PadV2, { inputs: ['x'] }, (dy, [x], { paddings }) => ({ x: () => unpad(dy, x, paddings) })),
  gradientOf<ConcatAttrs>(Concat, { inputs: 'all' }, (dy, inputs, { axis }) => concatGradient(dy, inputs, axis)),
  gradientOf<PackAttrs>(Pack, { inputs: 'all' }, (dy, inputs, { axis }) =>
    Object.fromEntries(
      inputs.map(({ shape }, i) => [String(i), () => reshape(part(dy, axis < 0 ? axis + dy.rank : axis, i, 1), shape)]),
    ),
  ),
  apart<SplitVAttrs>(SplitV, (dys, { axis }) => ({ x: () => concat(dys, axis) })),
  apart<UnpackAttrs>(Unpack, (dys, { axis }) => ({ value: () => stack(dys, axis) })),
  gradientOf<BatchToSpaceNDAttrs>(BatchToSpaceND, {}, (dy, _saved, { blockShape, crops }) => ({
    x: () => spaceToBatchND(dy, blockShape, crops),
  })),
  gradientOf<SpaceToBatchNDAttrs>(SpaceToBatchND, {}, (dy, _saved, { blockShape, paddings }) => ({
    x: () => batchToSpaceND(dy, blockShape, paddings),
  })),
];
