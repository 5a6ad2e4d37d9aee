import type { Tensor } from '@tensorflow/tfjs-core';
import type { Family } from './family.ts';

/** A parameter: a number, or a tensor that broadcasts against `x` and may be trained. */
export type Parameter = number | Tensor;

/**
 * A distribution. Every method takes tensors of any shape, broadcasts the parameters against them, and can be
 * differentiated in its argument and in every tensor parameter.
 *
 * Parameters given as numbers are checked when the prior is made. Parameters given as tensors cannot be read
 * without stalling the device: out of range they give NaN, and `checkParameters` reports them.
 */
export interface Prior {
  /** F(x) = P(X <= x). Absolute error below 3e-7 (cpu, wasm); near 1 prefer `sf`. */
  cdf(x: Tensor): Tensor;
  /** 1 - F(x), with its own relative accuracy where F rounds to 1. */
  sf(x: Tensor): Tensor;
  /** log F(x), finite where F underflows. */
  logCdf(x: Tensor): Tensor;
  /** log(1 - F(x)), finite where 1 - F underflows. */
  logSf(x: Tensor): Tensor;
  /** The density f(x); 0 outside the support. */
  pdf(x: Tensor): Tensor;
  /** log f(x); -Infinity outside the support. */
  logPdf(x: Tensor): Tensor;
  /** The x with F(x) = p, for p in [0, 1]; NaN outside. */
  quantile(p: Tensor): Tensor;
  /**
   * Independent draws, the same for the same seed on every platform and backend up to rounding: quantiles of
   * uniform numbers, so they can be differentiated in the parameters (implicit reparameterisation).
   * @param shape what the result has; the parameters must broadcast to it
   * @param seed an integer from 0 to 2⁵³ - 1
   */
  sample(shape: number[], seed: number): Tensor;
  mean(): Tensor;
  variance(): Tensor;
}

/** A prior that also shows what it is made of, which lets a loss fuse it into one pass. */
export interface FamilyPrior<Name extends string = string> extends Prior {
  readonly family: Family<Name>;
  readonly parameters: readonly Parameter[];
}

const made = new WeakSet<object>();

/** Marks a prior as one of this package's own. */
export function brand<P extends FamilyPrior>(prior: P): P {
  made.add(prior);
  return prior;
}

/** Whether a prior was made by this package, and can be taken apart. A user's own object, or a copy, is not. */
export function isFamilyPrior(prior: Prior): prior is FamilyPrior {
  return made.has(prior);
}
