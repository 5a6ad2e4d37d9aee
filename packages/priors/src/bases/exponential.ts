import type { Base } from '../base.ts';

/** log(1 - exp(-z)) for z > 0, without cancellation at either end. */
export const log1mexp = (z: number) => (z < Math.LN2 ? Math.log(-Math.expm1(-z)) : Math.log1p(-Math.exp(-z)));

/** The standard exponential distribution. */
export const exponentialBase: Base = {
  cdf: (z) => -Math.expm1(-z),
  sf: (z) => Math.exp(-z),
  logCdf: log1mexp,
  logSf: (z) => -z,
  logPdf: (z) => -z,
  score: () => -1,
  quantile: (p) => -Math.log1p(-p),
};
