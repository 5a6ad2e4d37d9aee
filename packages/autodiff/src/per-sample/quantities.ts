import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Way } from './sample-gradients.ts';

/** What outer products a_i d_iᵀ are made of: [batch, m] and [batch, n], for a variable of m · n values. */
export interface OuterFactors {
  readonly a: Tensor2D;
  readonly d: Tensor2D;
}

/** Quantities of the gradients g_i of each sample's own loss, not divided by their number. */
export interface PerSample {
  /** The losses, of shape [batch]. */
  readonly losses: Tensor1D;
  /** The same, without the penalties that are common to all losses: what scatters from sample to sample. */
  readonly unpenalized: PerSample;
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
