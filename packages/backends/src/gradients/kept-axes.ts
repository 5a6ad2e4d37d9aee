import { backend_util, reshape, type Tensor, util } from '@tensorflow/tfjs-core';

export type Axes = number | number[];

/** `reduced`, with the axes that were reduced away from x put back with length 1. */
export function keepAxes(reduced: Tensor, x: Tensor, axis: Axes): Tensor {
  return reshape(reduced, backend_util.expandShapeToKeepDim(keptShape(x, axis), util.parseAxisParam(axis, x.shape)));
}

/** x's shape without the axes that are reduced. */
export function keptShape(x: Tensor, axis: Axes): number[] {
  const axes = util.parseAxisParam(axis, x.shape);
  return x.shape.filter((_, i) => !axes.includes(i));
}
