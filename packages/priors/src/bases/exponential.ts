import type { Base } from '../base.ts';

/** log(1 - exp(-z)) for z > 0, without cancellation at either end. */
export const log1mexp = (z: number): number => (z < Math.LN2 ? Math.log(-Math.expm1(-z)) : Math.log1p(-Math.exp(-z)));

/** The standard exponential distribution. */
export const exponentialBase: Base = {
  cdf(z, out) {
    out[0] = -Math.expm1(-z);
    out[1] = Math.exp(-z);
    out[2] = out[1];
  },
  logCdf(z, out) {
    out[0] = log1mexp(z);
    out[1] = -z;
  },
  logPdf: (z) => -z,
  score: () => -1,
  quantile: (p) => -Math.log1p(-p),
};
