import { reshape, sum, type Tensor, type Tensor1D, transpose, util } from '@tensorflow/tfjs-core';

/**
 * Where the samples lie in a tensor: its values, in order, are [outer, batch, inner]. A value belongs to the sample
 * ⌊index / inner⌋ mod batch. A reshape does not change this.
 */
export interface Layout {
  readonly batch: number;
  readonly outer: number;
  readonly inner: number;
}

/** Whether two layouts of one tensor are the same. */
export const isSameLayout = (one: Layout, other: Layout): boolean => one.outer === other.outer;

/** The axis along which the samples lie, each with as many places as the others; null where it is not one axis. */
export function sampleAxis(shape: readonly number[], { batch, outer }: Layout): number | null {
  let before = 1;
  for (const [axis, length] of shape.entries()) {
    if (before === outer && length % batch === 0) return axis;
    before *= length;
  }
  return null;
}

/** The layout of a tensor whose samples lie along an axis; null where its length is no multiple of their number. */
export function layoutAlong(shape: readonly number[], axis: number, batch: number): Layout | null {
  if (shape[axis] % batch !== 0) return null;
  const [outer, rest] = [shape.slice(0, axis), shape.slice(axis)].map(util.sizeFromShape);
  return { batch, outer, inner: rest / batch };
}

/** The sum over each sample's values: [batch]. */
export function sumOfSamples(x: Tensor, { batch, outer, inner }: Layout): Tensor1D {
  // A sum along the last axis alone needs no transposed copy.
  return outer === 1 ? sum(reshape(x, [batch, inner]), 1) : sum(reshape(x, [outer, batch, inner]), [0, 2]);
}

/** Each sample's values as rows of `width`: [batch, rows, width]. */
export function rowsOfSamples(x: Tensor, { batch, outer, inner }: Layout, width: number): Tensor {
  const blocks = reshape(x, [outer, batch, inner]);
  const sampleFirst = outer === 1 ? blocks : transpose(blocks, [1, 0, 2]);
  return reshape(sampleFirst, [batch, (outer * inner) / width, width]);
}
