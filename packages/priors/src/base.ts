import type { Tensor } from '@tensorflow/tfjs-core';

/** A parameter-free distribution on numbers, from which families are made by a change of variable. */
export interface Base {
  /** out = [G(z), 1 - G(z)]; returns g(z). */
  cdf(z: number, out: Float64Array): number;
  /** out = [log G(z), log(1 - G(z))] */
  logCdf(z: number, out: Float64Array): void;
  /** out = [g/G, g/(1 - G)], right where g and the tail underflow: the reversed hazard and the hazard. */
  hazards(z: number, out: Float64Array): void;
  logPdf(z: number): number;
  /** d log g/dz */
  score(z: number): number;
  /** d² log g/dz² */
  scoreSlope(z: number): number;
  /** d² log G/dz² (tail 0) or d² log(1 - G)/dz² (tail 1) */
  tailBend(z: number, tail: 0 | 1): number;
  quantile(p: number): number;
}

/** The same on tensors. */
export interface TensorBase {
  cdf(z: Tensor): Tensor;
  sf(z: Tensor): Tensor;
  logCdf(z: Tensor): Tensor;
  logSf(z: Tensor): Tensor;
  /** g/G, right where both underflow */
  reversedHazard(z: Tensor): Tensor;
  /** g/(1 - G), right where both underflow */
  hazard(z: Tensor): Tensor;
  logPdf(z: Tensor): Tensor;
  /** Where it is less work than exp(logPdf(z)). */
  pdf?(z: Tensor): Tensor;
  score(z: Tensor): Tensor;
  quantile(p: Tensor): Tensor;
}
