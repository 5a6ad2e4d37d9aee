import type { Tensor } from '@tensorflow/tfjs-core';

/** A parameter-free distribution on numbers, from which families are made by a change of variable. */
export interface Base {
  cdf(z: number): number;
  sf(z: number): number;
  logCdf(z: number): number;
  logSf(z: number): number;
  logPdf(z: number): number;
  /** d log g/dz */
  score(z: number): number;
  quantile(p: number): number;
}

/** The same on tensors. */
export interface TensorBase {
  cdf(z: Tensor): Tensor;
  sf(z: Tensor): Tensor;
  logCdf(z: Tensor): Tensor;
  logSf(z: Tensor): Tensor;
  logPdf(z: Tensor): Tensor;
  score(z: Tensor): Tensor;
  quantile(p: Tensor): Tensor;
}
