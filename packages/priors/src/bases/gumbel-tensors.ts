import { div, exp, less, log, minimum, neg, onesLike, sub, tidy, where } from '@tensorflow/tfjs-core';
import type { TensorBase } from '../base.ts';
import { expm1, log1mexp, log1p } from '../ops/elementary.ts';

/** From here down exp(z) adds nothing to 1 in float32. */
const vanishing = -17;

/** From here up exp(exp(z)) overflows, and G is 1. */
const overflowing = 4.4;

/** `gumbelBase` on tensors. */
export const gumbelTensors: TensorBase = {
  cdf: (z) => tidy(() => neg(expm1(neg(exp(z))))),
  sf: (z) => tidy(() => exp(neg(exp(z)))),
  logCdf: (z) => tidy(() => where(less(z, vanishing), z, log1mexp(exp(z)))),
  logSf: (z) => tidy(() => neg(exp(z))),
  reversedHazard: (z) =>
    tidy(() => {
      const e = exp(minimum(z, overflowing));
      return where(less(z, vanishing), onesLike(z), div(e, expm1(e)));
    }),
  hazard: exp,
  logPdf: (z) => tidy(() => sub(z, exp(z))),
  score: (z) => tidy(() => sub(1, exp(z))),
  quantile: (p) => tidy(() => log(neg(log1p(neg(p))))),
};
