import { dispose, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { requireFunction } from '../require.ts';
import { capture } from './capture.ts';
import { perSampleOf } from './per-sample-of.ts';
import { ownVector, requireVariables } from './require-losses.ts';
import type { Way } from './sample-gradients.ts';
import type { Weight } from './weight.ts';

/** What outer products a_i d_iᵀ are made of: [batch, m] and [batch, n], for a variable of m · n values. */
export interface OuterFactors {
  readonly a: Tensor2D;
  readonly d: Tensor2D;
}

/** Quantities of the gradients g_i of each sample's own loss, not divided by their number. */
export interface PerSample {
  /** The losses, of shape [batch]. */
  readonly losses: Tensor1D;
  /** How each variable's gradients are found, in the order of the variables. */
  readonly ways: readonly { readonly variable: string; readonly way: Way }[];
  /** The gradient of the losses' sum by each variable. */
  total(): Tensor[];
  /** dᵀg_i, of shape [batch], for a direction with a tensor for each variable. */
  project(directions: readonly Tensor[]): Tensor1D;
  /** Σ_i g_i² by each variable, value by value. */
  squaredSum(): Tensor[];
  /** ‖g_i‖ over all variables, of shape [batch]. */
  norms(): Tensor1D;
  /** g_iᵀ g_j over all variables, of shape [batch, batch]. */
  gram(): Tensor2D;
  /**
   * The gradients themselves, [count, ...variable.shape] by each variable, of `count` samples from `from` on, all of them
   * unless told: as much memory as count × parameters.
   * @param only the places of some variables among all, where the gradients by these will do
   */
  gradients(from?: number, count?: number, only?: readonly number[]): Tensor[];
  /**
   * For each variable whose gradients g_i are outer products a_i d_iᵀ, as those of a dense layer are, these vectors, a row
   * a sample; null for all others.
   */
  factors(): (OuterFactors | null)[];
  /** Frees all that is held. In a `tidy` this happens at its end by itself. */
  dispose(): void;
}

/**
 * Measures the gradients of a batch's losses sample by sample, without making them: one forward and one backward
 * pass. Where an operation is linear in a variable (dense, convolution, bias, scale, embedding), its share of every
 * sample's gradient is known from what went into it and from the gradient by what came out; what is asked for is made
 * of these two (Goodfellow, Efficient per-example gradient computations, 2015; Dangel, Kunstner & Hennig, BackPACK,
 * 2020). A variable that is used in another way is measured by a jvp, or a backward pass a sample; `ways` tells which.
 * @param losses returns the losses of shape [batch], each of one sample; a `LayersModel` may be applied in it
 * @param variables the variables to differentiate by, or the `trainableWeights` of a layers model; float32
 * @throws RangeError where the losses are no vector, mix the samples, or do not use a variable
 */
export function perSample(losses: () => Tensor, variables: readonly (Tensor | Weight)[]): PerSample {
  requireFunction('perSample', 'losses', losses);
  const sources = requireVariables('perSample', variables);
  const captured = capture(() => ownVector('perSample', losses()), sources);
  try {
    const samples = perSampleOf(captured, captured.value, sources);
    captured.handToScope();
    return samples;
  } catch (error) {
    captured.release();
    dispose(captured.value);
    throw error;
  }
}
