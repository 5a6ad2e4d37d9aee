import { clone, div, log, neg, sub, tidy, zerosLike } from '@tensorflow/tfjs-core';
import type { TensorBase } from '../base.ts';
import { log1p } from '../ops/elementary.ts';

/** The uniform distribution on [0, 1] on tensors. */
export const uniformTensors: TensorBase = {
  cdf: (z) => clone(z),
  sf: (z) => tidy(() => sub(1, z)),
  logCdf: log,
  logSf: (z) => tidy(() => log1p(neg(z))),
  reversedHazard: (z) => tidy(() => div(1, z)),
  hazard: (z) => tidy(() => div(1, sub(1, z))),
  logPdf: zerosLike,
  score: zerosLike,
  quantile: (p) => clone(p),
};
