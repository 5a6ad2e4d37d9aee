import { broadcast_util, clone, reshape, sum, type Tensor, util } from '@tensorflow/tfjs-core';

/**
 * The adjoint of broadcasting to dy's shape: sums `dy` over the axes along which `shape` was repeated. Always a tensor of
 * its own: the tape disposes a gradient that it adds to another, also where two inputs were given the same one.
 */
export function unbroadcast(dy: Tensor, shape: number[]): Tensor {
  if (util.arraysEqual(dy.shape, shape)) return clone(dy);
  const axes = broadcast_util.getReductionAxes(shape, dy.shape);
  return reshape(axes.length > 0 ? sum(dy, axes) : dy, shape);
}
