import { logNormalCdf, normalCdf, normalQuantile } from '@hyperprior/numerics';
import type { Base } from '../base.ts';

const logSqrt2Pi = 0.5 * Math.log(2 * Math.PI);

/** The standard normal distribution. */
export const normalBase: Base = {
  cdf: normalCdf,
  sf: (z) => normalCdf(-z),
  logCdf: logNormalCdf,
  logSf: (z) => logNormalCdf(-z),
  logPdf: (z) => -0.5 * z * z - logSqrt2Pi,
  score: (z) => -z,
  quantile: normalQuantile,
};
