import { abs, add, div, exp, log, mul, neg, square, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { TensorBase } from '../base.ts';
import { log1p, sigmoid, softplus } from '../ops/elementary.ts';

/** The standard logistic distribution on tensors. */
export const logisticTensors: TensorBase = {
  cdf: sigmoid,
  sf: (z) => tidy(() => sigmoid(neg(z))),
  logCdf: (z) => tidy(() => neg(softplus(neg(z)))),
  logSf: (z) => tidy(() => neg(softplus(z))),
  reversedHazard: (z) => tidy(() => sigmoid(neg(z))),
  hazard: sigmoid,
  logPdf: (z) =>
    tidy(() => {
      const size = abs(z);
      return neg(add(size, mul(2, log1p(exp(neg(size))))));
    }),
  pdf: (z) =>
    tidy(() => {
      const e = exp(neg(abs(z)));
      return div(e, square(add(e, 1)));
    }),
  score: (z) => tidy(() => sub(sigmoid(neg(z)), sigmoid(z))),
  quantile: (p: Tensor) => tidy(() => sub(log(p), log1p(neg(p)))),
};
