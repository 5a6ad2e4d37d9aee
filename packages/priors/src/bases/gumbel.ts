import type { Base } from '../base.ts';
import { log1mexp } from '../log1mexp.ts';

/** From here down exp(z) adds nothing to 1. */
const vanishing = -37;

/** The distribution of the logarithm of a standard exponential variable: 1 - G(z) = exp(-exp(z)) (Gumbel, for minima). */
export const gumbelBase: Base = {
  cdf(z, out) {
    const e = Math.exp(z);
    out[0] = -Math.expm1(-e);
    out[1] = Math.exp(-e);
    return out[1] === 0 ? 0 : e * out[1];
  },
  logCdf(z, out) {
    out[0] = z < vanishing ? z : log1mexp(Math.exp(z));
    out[1] = -Math.exp(z);
  },
  hazards(z, out) {
    const e = Math.exp(z);
    out[0] = e === 0 ? 1 : e === Number.POSITIVE_INFINITY ? 0 : e / Math.expm1(e);
    out[1] = e;
  },
  logPdf: (z) => z - Math.exp(z),
  score: (z) => 1 - Math.exp(z),
  scoreSlope: (z) => -Math.exp(z),
  tailBend(z, tail) {
    const e = Math.exp(z);
    if (tail === 1) return -e;
    return e === 0 ? 0 : (e / Math.expm1(e)) * excess(e);
  },
  quantile: (p) => Math.log(-Math.log1p(-p)),
};

/** (log g)' - (log G)' = 1 - e - e / (exp(e) - 1) with e = exp(z), near 0 by the series of the Bernoulli numbers. */
function excess(e: number): number {
  if (e > 0.5) return 1 - e - e / Math.expm1(e);
  const s = e * e;
  return (
    -e / 2 -
    s * (1 / 12 - s * (1 / 720 - s * (1 / 30240 - s * (1 / 1209600 - s * (1 / 47900160 - (s * 691) / 1307674368000)))))
  );
}
