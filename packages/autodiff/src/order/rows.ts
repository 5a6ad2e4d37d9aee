import { reshape, type Tensor, transpose, util } from '@tensorflow/tfjs-core';

/** A tensor as a matrix whose rows lie along one of its axes, and the way back. */
export interface Rows {
  /** Of shape [rows, length of the axis]. */
  readonly rows: Tensor;
  /** A matrix of that shape as a tensor of the first one's shape. */
  restore(rows: Tensor): Tensor;
}

/** Brings an axis, from 0 on, to the end and joins the others; where it is the last one, no value moves. */
export function asRows(x: Tensor, axis: number): Rows {
  const { shape } = x;
  const length = shape[axis];
  const outer = util.sizeFromShape(shape.slice(0, axis));
  const inner = util.sizeFromShape(shape.slice(axis + 1));
  const matrix = [outer * inner, length];
  if (inner === 1) return { rows: reshape(x, matrix), restore: (rows) => reshape(rows, shape) };
  return {
    rows: reshape(transpose(reshape(x, [outer, length, inner]), [0, 2, 1]), matrix),
    restore: (rows) => reshape(transpose(reshape(rows, [outer, inner, length]), [0, 2, 1]), shape),
  };
}
