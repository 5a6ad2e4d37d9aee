import type { Base } from '../base.ts';

/** The uniform distribution on [0, 1]. */
export const uniformBase: Base = {
  cdf(z, out) {
    out[0] = z;
    out[1] = 1 - z;
    return 1;
  },
  logCdf(z, out) {
    out[0] = Math.log(z);
    out[1] = Math.log1p(-z);
  },
  logPdf: () => 0,
  score: () => 0,
  quantile: (p) => p,
};
