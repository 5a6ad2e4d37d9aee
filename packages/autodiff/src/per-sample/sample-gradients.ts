import type { Tensor, Tensor1D, Variable } from '@tensorflow/tfjs-core';
import type { Factors } from './parts/part.ts';

/** The way in which a variable's gradients are found. */
export type Way = 'linear' | 'derivative';

/** The gradients of each sample's loss by one variable. */
export interface SampleGradients {
  readonly variable: Variable;
  /** 'linear': from one forward and one backward pass; 'derivative': by a jvp, and by a backward pass for each sample. */
  readonly way: Way;
  /** dᵀg_i, of shape [batch], for a direction of the variable's shape. */
  project(direction: Tensor): Tensor1D;
  /** The gradients of `count` samples from `from` on: [count, ...variable.shape]. */
  gradients(from: number, count: number): Tensor;
  /** The gradient of the losses' sum. */
  total(): Tensor;
  /** The factors of each gradient aᵀ d, where it is one product. */
  readonly factors: (() => Factors) | null;
}
