import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * F at many x, and the way back. Where F(x) = G(z(x)) the derivatives of F share the factor g(z), so they are taken of z; z
 * may be F itself, and the factor 1.
 */
export interface CdfBatch {
  /** Writes F and the factor at each x. */
  write(xs: Float32Array, cdf: Float64Array, factor: Float64Array): void;
  /**
   * The derivatives of Σ weights · z at the x that were written last: gradient = weights · ∂z/∂x and
   * sums[k] = Σ weights · ∂z/∂θ_k. Where a weight is 0 even an infinite slope moves nothing.
   */
  pullBack(xs: Float32Array, weights: Float64Array, gradient: Float32Array, sums: Float64Array): void;
}

/**
 * A distribution at fixed parameters, in float64 and without tensors: the numbers core of a family. The
 * methods that return several numbers write them into `out`, so that a loop over a batch allocates nothing.
 *
 * Beyond the support every derivative is 0, and a NaN gives NaN throughout.
 */
export interface Density {
  /** Whether F is a step function: then f is the probability of x, and every derivative in x is 0. */
  readonly isStep?: boolean;
  /** out = [F, 1 - F, f, ∂F/∂θ₀, ∂F/∂θ₁, ...], both tails with their own relative accuracy. */
  cdf(x: number, out: Float64Array): void;
  /** out = [F, 1 - F, f]: what a batch with fixed parameters needs. */
  cdfValue(x: number, out: Float64Array): void;
  /** For a density that does many x in less time than one by one. */
  readonly batch?: CdfBatch;
  /**
   * out = [log F, log(1 - F)] and then the derivative of both in x, in θ₀, in θ₁, ..., right where F or 1 - F leave
   * the format.
   */
  logCdf(x: number, out: Float64Array): void;
  /** out = [log F, log(1 - F)] */
  logCdfValue(x: number, out: Float64Array): void;
  /** out = [log f, ∂log f/∂x, ∂log f/∂θ₀, ∂log f/∂θ₁, ...] */
  logPdf(x: number, out: Float64Array): void;
  /** The x with F(x) = p; NaN unless p lies in [0, 1]. */
  quantile(p: number): number;
  readonly second: SecondDerivatives;
}

/**
 * Second derivatives of a distribution at fixed parameters, in closed form. With v = (x, θ₀, θ₁, ...), each method writes
 * one row, out[j] = ∂²/∂v_i∂v_j. At and beyond the ends of the support all are 0.
 */
export interface SecondDerivatives {
  /** Second derivatives of F, i >= 1, j >= 1. Those in x follow from the density: ∂²F/∂x∂v = ∂f/∂v. */
  cdf(x: number, i: number, out: Float64Array): void;
  /** Second derivatives of log F (tail 0) or log(1 - F) (tail 1), where that tail is at most 1/2. */
  logTail(x: number, tail: 0 | 1, i: number, out: Float64Array): void;
  /** Second derivatives of log f. */
  logPdf(x: number, i: number, out: Float64Array): void;
}

/** The same distribution made of plain TF.js operations, for backends without a loop of their own. */
export interface TensorDensity {
  /** Whether F is a step function, as in `Density`. */
  readonly isStep?: boolean;
  cdf(x: Tensor): Tensor;
  sf(x: Tensor): Tensor;
  logCdf(x: Tensor): Tensor;
  logSf(x: Tensor): Tensor;
  logPdf(x: Tensor): Tensor;
  /** For p in [0, 1]; elsewhere the result is not used. */
  quantile(p: Tensor): Tensor;
  /** ∂F/∂θ_k */
  cdfPartial(x: Tensor, k: number): Tensor;
  /** ∂log F/∂x and ∂log(1 - F)/∂x, where a family has forms that do not underflow with the tail; else the ratios are taken. */
  logCdfSlope?(x: Tensor): Tensor;
  logSfSlope?(x: Tensor): Tensor;
  /** ∂log F/∂θ_k, where a family has a form that does not underflow with F; else it is taken as the ratio. */
  logCdfPartial?(x: Tensor, k: number): Tensor;
  /** ∂log(1 - F)/∂θ_k, likewise */
  logSfPartial?(x: Tensor, k: number): Tensor;
  /** ∂log f/∂x */
  score(x: Tensor): Tensor;
  /** ∂log f/∂θ_k */
  logPdfPartial(x: Tensor, k: number): Tensor;
  mean(): Tensor;
  variance(): Tensor;
}

/** What a parameter must be, as data: errors, the opt-in check and the NaN of bad tensors are made of it. */
export interface ParameterRule<Name extends string = string> {
  readonly name: Name;
  /** For instance 'a finite number greater than 0'. */
  readonly requirement: string;
  /** The parameter lies strictly between these. */
  readonly low: number;
  readonly high: number;
  /** Whether it must be a whole number; then derivatives in it are 0. */
  readonly isWhole?: boolean;
}

/** Mean and variance of a distribution. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** A family of distributions: a rule for each parameter, whose names its type holds, and the two cores. */
export interface Family<Name extends string = string> {
  readonly name: string;
  /** Whether its distributions are discrete. */
  readonly isDiscrete?: boolean;
  readonly parameters: readonly ParameterRule<Name>[];
  /** Pairs of parameters, by their index, of which the first must be less than the second. */
  readonly ordered?: readonly (readonly [lesser: number, greater: number])[];
  /** The numbers core at these parameters, which must be valid. */
  at(values: readonly number[]): Density;
  /** The tensor core; the parameters broadcast against `x`. */
  tensors(parameters: readonly Tensor[]): TensorDensity;
  /** Mean and variance in float64, for a family whose moments the tensor core gets by quadrature or with cancellation. */
  moments?(values: readonly number[]): Moments;
  /** The closed interval that holds all the probability. */
  support(values: readonly number[]): readonly [low: number, high: number];
}
