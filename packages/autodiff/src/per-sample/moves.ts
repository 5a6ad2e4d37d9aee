import {
  backend_util,
  reshape,
  type SliceAttrs,
  type SplitVAttrs,
  slice,
  slice_util,
  type Tensor,
  type TransposeAttrs,
  transpose,
  type UnpackAttrs,
  util,
} from '@tensorflow/tfjs-core';
import { spaced } from '../gradients/spaced.ts';
import type { KernelCall } from '../tape/watch-kernels.ts';
import { reshapingKernels } from './elementwise-kernels.ts';

/** How a kernel moves values to one of its outputs; a reshape follows, of both. */
export interface Move {
  readonly shape: readonly number[];
  /** Whether all values stay, in their order. */
  readonly isOrdered: boolean;
  /** Where it keeps columns together, how those of [batch, rows, columns] go back; null where it does not. */
  readonly columns: ((d: Tensor) => Tensor) | null;
  forward(x: Tensor): Tensor;
  /** The transpose, of many: [count, ...shape] */
  backward(gradients: Tensor): Tensor;
}

/** How a kernel moves the values of its input, to each of its outputs; null where that is not all that it does. */
export function movesOf(call: KernelCall, from: readonly number[]): Move[] | null {
  const { name, outputs } = call;
  if (outputs.some(({ dtype }) => dtype !== 'float32')) return null;
  if (reshapingKernels.includes(name)) return outputs.map(({ shape }) => still(shape, from));
  if (name === 'Transpose') return [transposed(call, from)];
  return windows(call, from)?.map((window, i) => taken(window, from, outputs[i].shape)) ?? null;
}

const lengthOfRow = (shape: readonly number[]) => shape[shape.length - 1];

const still = (shape: readonly number[], from: readonly number[]): Move => ({
  shape,
  isOrdered: true,
  columns: lengthOfRow(shape) === lengthOfRow(from) ? (d) => d : null,
  forward: (x) => x,
  backward: (gradients) => gradients,
});

function transposed({ attributes, outputs: [{ shape }] }: KernelCall, from: readonly number[]): Move {
  const { perm } = attributes as unknown as TransposeAttrs;
  const long = perm.filter((axis) => from[axis] !== 1);
  if (long.every((axis, i) => i === 0 || axis > long[i - 1])) return still(shape, from);
  const undo = backend_util.getUndoAxesPermutation(perm);
  return {
    shape,
    isOrdered: false,
    columns: null,
    forward: (x) => transpose(x, perm),
    backward: (gradients) => transpose(gradients, [0, ...undo.map((axis) => axis + 1)]),
  };
}

/** A block of a tensor. */
interface Window {
  readonly begin: readonly number[];
  readonly size: readonly number[];
}

/** The blocks that a kernel takes out of its input, one for each output. */
function windows({ name, attributes, outputs, inputs }: KernelCall, from: readonly number[]): Window[] | null {
  if (name === 'Slice') {
    const { begin, size } = attributes as unknown as SliceAttrs;
    const [begins, sizes] = slice_util.parseSliceParams(inputs.x, begin, size);
    return [{ begin: begins, size: sizes }];
  }
  if (name !== 'SplitV' && name !== 'Unpack') return null;
  const [along] = util.parseAxisParam((attributes as unknown as SplitVAttrs & UnpackAttrs).axis, [...from]);
  let end = 0;
  return outputs.map(({ shape }) => {
    const length = name === 'Unpack' ? 1 : shape[along];
    end += length;
    const begin = end - length;
    return {
      begin: from.map((_, axis) => (axis === along ? begin : 0)),
      size: from.map((whole, axis) => (axis === along ? length : whole)),
    };
  });
}

function taken({ begin, size }: Window, from: readonly number[], shape: readonly number[]): Move {
  if (util.arraysEqual([...size], [...from])) return still(shape, from);
  const last = from.length - 1;
  const isOfColumns = size.every((length, axis) => axis === last || length === from[axis]);
  return {
    shape,
    isOrdered: false,
    columns: isOfColumns ? (d) => spaced(d, 2, { start: begin[last], step: 1, length: from[last] }) : null,
    forward: (x) => slice(x, [...begin], [...size]),
    backward: (gradients) =>
      begin.reduce(
        (blocks, start, axis) => spaced(blocks, axis + 1, { start, step: 1, length: from[axis] }),
        reshape(gradients, [gradients.shape[0], ...size]),
      ),
  };
}
