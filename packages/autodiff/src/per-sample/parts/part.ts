import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';

/**
 * One place where the losses depend linearly on a variable, and the gradient of the losses' sum by its output there:
 * all that a sample's share of the variable's gradient is made of.
 */
export interface Part {
  /** Each sample's dᵀg, of shape [batch], for a direction of the shape in which the operation sees the variable. */
  project(direction: Tensor): Tensor1D;
  /** The gradients of the samples from `from` on, of shape [count, ...that shape]. */
  gradients(from: number, count: number): Tensor;
  /** The factors of a gradient that is a sum of outer products, where it is one. */
  readonly factors?: () => Factors;
}

/** Each sample's gradient as the matrix aᵀ d: a of shape [batch, rows, m], d of shape [batch, rows, n]. */
export interface Factors {
  readonly a: Tensor;
  readonly d: Tensor;
}
