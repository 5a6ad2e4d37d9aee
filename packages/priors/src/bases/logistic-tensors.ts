import { add, log, neg, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { TensorBase } from '../base.ts';
import { log1p, sigmoid, softplus } from '../ops/elementary.ts';

/** The standard logistic distribution on tensors. */
export const logisticTensors: TensorBase = {
  cdf: sigmoid,
  sf: (z) => tidy(() => sigmoid(neg(z))),
  logCdf: (z) => tidy(() => neg(softplus(neg(z)))),
  logSf: (z) => tidy(() => neg(softplus(z))),
  logPdf: (z) => tidy(() => neg(add(softplus(z), softplus(neg(z))))),
  score: (z) => tidy(() => sub(sigmoid(neg(z)), sigmoid(z))),
  quantile: (p: Tensor) => tidy(() => sub(log(p), log1p(neg(p)))),
};
