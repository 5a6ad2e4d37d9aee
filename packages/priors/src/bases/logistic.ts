import type { Base } from '../base.ts';

const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

const sigmoid = (z: number) => {
  const e = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : e) / (1 + e);
};

/** The standard logistic distribution. */
export const logisticBase: Base = {
  cdf: sigmoid,
  sf: (z) => sigmoid(-z),
  logCdf: (z) => -softplus(-z),
  logSf: (z) => -softplus(z),
  logPdf: (z) => -softplus(z) - softplus(-z),
  score: (z) => -Math.tanh(z / 2),
  quantile: (p) => Math.log(p) - Math.log1p(-p),
};
