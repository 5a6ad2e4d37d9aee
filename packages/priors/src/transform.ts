import type { Triangle } from './triangle.ts';

/** An increasing map x -> z onto a base distribution at fixed parameters, with the derivatives a density needs. */
export interface Transform {
  /** Returns z; dz/dx, ∂z/∂θ₀, ∂z/∂θ₁, ... are written from out[at] on. */
  map(x: number, out: Float64Array, at: number): number;
  /** out = [log dz/dx, and its derivatives in x, θ₀, θ₁, ...] */
  logSlope(x: number, out: Float64Array): void;
  /** The x that maps to z. */
  inverse(z: number): number;
  /** Second derivatives of z. */
  second(x: number): Triangle;
  /** Second derivatives of log dz/dx, from which those of log f follow. */
  logSlopeSecond?(x: number): Triangle;
  /** ∂log f/∂x and the second derivatives of F and log f themselves, where the terms of the change of variable would cancel. */
  score?(x: number): number;
  cdfSecond?(x: number): Triangle;
  logPdfSecond?(x: number): Triangle;
}

/** Where the probability ends, and the limits of the density there. */
export interface Ends {
  readonly support: readonly [low: number, high: number];
  readonly pdf: readonly [low: number, high: number];
}
