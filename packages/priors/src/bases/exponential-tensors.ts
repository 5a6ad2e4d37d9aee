import { exp, fill, neg, tidy } from '@tensorflow/tfjs-core';
import type { TensorBase } from '../base.ts';
import { expm1, log1mexp, log1p } from '../ops/elementary.ts';

/** The standard exponential distribution on tensors. */
export const exponentialTensors: TensorBase = {
  cdf: (z) => tidy(() => neg(expm1(neg(z)))),
  sf: (z) => tidy(() => exp(neg(z))),
  logCdf: log1mexp,
  logSf: neg,
  logPdf: neg,
  score: (z) => fill(z.shape, -1),
  quantile: (p) => tidy(() => neg(log1p(neg(p)))),
};
