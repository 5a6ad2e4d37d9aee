import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * A distribution at fixed parameters, in float64 and without tensors: the numbers core of a family. The
 * methods that return several numbers write them into `out`, so that a loop over a batch allocates nothing.
 */
export interface Density {
  /** out = [F(x), 1 - F(x), f(x), ∂F/∂θ₀, ∂F/∂θ₁, ...], both tails with their own relative accuracy. */
  cdf(x: number, out: Float64Array): void;
  /** out = [F(x), 1 - F(x), f(x)]: what a batch with fixed parameters needs. */
  cdfValue(x: number, out: Float64Array): void;
  /** out = [log F(x), log(1 - F(x))], right where F or 1 - F leave the format. */
  logCdf(x: number, out: Float64Array): void;
  /** out = [log f(x), ∂log f/∂x, ∂log f/∂θ₀, ∂log f/∂θ₁, ...] */
  logPdf(x: number, out: Float64Array): void;
  /** The x with F(x) = p. */
  quantile(p: number): number;
}

/** The same distribution made of plain TF.js operations, for backends without a loop of their own. */
export interface TensorDensity {
  cdf(x: Tensor): Tensor;
  sf(x: Tensor): Tensor;
  logCdf(x: Tensor): Tensor;
  logSf(x: Tensor): Tensor;
  logPdf(x: Tensor): Tensor;
  quantile(p: Tensor): Tensor;
  /** ∂F/∂θ_k */
  cdfPartial(x: Tensor, k: number): Tensor;
  /** ∂log f/∂x */
  score(x: Tensor): Tensor;
  /** ∂log f/∂θ_k */
  logPdfPartial(x: Tensor, k: number): Tensor;
  mean(): Tensor;
  variance(): Tensor;
}

/** What a parameter must be, as data: errors and the opt-in check are made of it. */
export interface ParameterRule {
  readonly name: string;
  /** For instance 'greater than 0'. */
  readonly requirement: string;
  holds(value: number): boolean;
}

/** A family of distributions: a rule for each parameter and the two cores. */
export interface Family {
  readonly name: string;
  readonly parameters: readonly ParameterRule[];
  /** What the parameters must fulfil together, for instance low < high. */
  readonly relation?: { readonly requirement: string; holds(values: readonly number[]): boolean };
  /** The numbers core at these parameters. */
  at(values: readonly number[]): Density;
  /** The tensor core; the parameters broadcast against `x`. */
  tensors(parameters: readonly Tensor[]): TensorDensity;
  /** The closed interval that holds all the probability. */
  support(values: readonly number[]): readonly [low: number, high: number];
}
