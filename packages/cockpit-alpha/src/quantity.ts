import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { Observation } from './observation.ts';

/** Something to be measured of a training run. One quantity may serve several cockpits, each with a meter of its own. */
export interface Quantity<Value> {
  /** @param variables those that are trained, as they are before the first step */
  meter(variables: readonly Variable[]): Meter<Value>;
}

/** Measures one run, and holds what has to be known from one step to the next. */
export interface Meter<Value> {
  /** Whether it needs gradients sample by sample: without such meters a step is a plain one. */
  readonly needsSamples: boolean;
  /** Whether it needs products with the Hessian; unless told, it does not. */
  readonly needsHessian?: boolean;
  /** Whether it has to see this step. */
  isDue(step: number): boolean;
  /**
   * Sees a step, right after it. Runs in a `tidy`: what is to live longer must be kept.
   * @returns what is to be read, or null where this step was only the beginning
   */
  measure(observation: Observation): Reading<Value> | null;
  dispose(): void;
}

/** Small tensors to be read, together with those of all other meters, and what is made of their numbers. */
export interface Reading<Value> {
  readonly tensors: readonly Tensor[];
  value(...numbers: Float32Array[]): Value;
}

/** The value that a quantity measures. */
export type ValueOf<Q> = Q extends Quantity<infer Value> ? Value : never;
