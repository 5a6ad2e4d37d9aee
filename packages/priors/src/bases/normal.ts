import { logNormalCdf, normalCdf, normalHazard, normalPdf, normalQuantile } from '@hyperprior/numerics';
import type { Base } from '../base.ts';

/** log √(2π) */
export const logSqrt2Pi = 0.5 * Math.log(2 * Math.PI);

/** The standard normal distribution. */
export const normalBase: Base = {
  cdf(z, out) {
    const small = normalCdf(-Math.abs(z));
    out[0] = z < 0 ? small : 1 - small;
    out[1] = z < 0 ? 1 - small : small;
    return normalPdf(z);
  },
  logCdf(z, out) {
    out[0] = logNormalCdf(z);
    out[1] = logNormalCdf(-z);
  },
  hazards(z, out) {
    out[0] = normalHazard(-z);
    out[1] = normalHazard(z);
  },
  logPdf: (z) => -0.5 * z * z - logSqrt2Pi,
  score: (z) => -z,
  scoreSlope: () => -1,
  tailBend(z, tail) {
    const t = tail === 0 ? -z : z;
    return -normalHazard(t) * hazardExcess(t);
  },
  quantile: normalQuantile,
};

/** From here up the continued fraction converges fast, and the difference of the hazard and t would cancel. */
const fractionFrom = 4;

/** φ(t) / (1 - Φ(t)) - t, by Laplace's continued fraction 1/(t + 2/(t + 3/(t + ...))) in the tail. */
function hazardExcess(t: number): number {
  if (t < fractionFrom) return normalHazard(t) - t;
  let denominator = t;
  for (let k = 80; k > 1; k--) denominator = t + k / denominator;
  return 1 / denominator;
}
