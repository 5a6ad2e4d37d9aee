import type { Base } from '../base.ts';

/** The uniform distribution on [0, 1]. */
export const uniformBase: Base = {
  cdf: (z) => z,
  sf: (z) => 1 - z,
  logCdf: Math.log,
  logSf: (z) => Math.log1p(-z),
  logPdf: () => 0,
  score: () => 0,
  quantile: (p) => p,
};
