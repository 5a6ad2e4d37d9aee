import type { Base } from '../base.ts';

/** log(x / (1 - x)), without cancellation at 1/2. */
export const logit = (x: number): number =>
  x > 0.25 && x < 0.75 ? Math.log1p((2 * x - 1) / (1 - x)) : Math.log(x / (1 - x));

/** 1 / (1 + exp(-z)), with its relative accuracy in the lower tail. */
export function sigmoid(z: number): number {
  const e = Math.exp(-Math.abs(z));
  return (z < 0 ? e : 1) / (1 + e);
}

/** The standard logistic distribution. */
export const logisticBase: Base = {
  cdf(z, out) {
    const e = Math.exp(-Math.abs(z));
    const large = 1 / (1 + e);
    const small = e * large;
    out[0] = z < 0 ? small : large;
    out[1] = z < 0 ? large : small;
    return small * large;
  },
  logCdf(z, out) {
    const large = -Math.log1p(Math.exp(-Math.abs(z)));
    const small = large - Math.abs(z);
    out[0] = z < 0 ? small : large;
    out[1] = z < 0 ? large : small;
  },
  hazards(z, out) {
    out[0] = sigmoid(-z);
    out[1] = sigmoid(z);
  },
  logPdf: (z) => -Math.abs(z) - 2 * Math.log1p(Math.exp(-Math.abs(z))),
  score: (z) => -Math.tanh(z / 2),
  scoreSlope: (z) => -2 * sigmoid(z) * sigmoid(-z),
  tailBend: (z) => -sigmoid(z) * sigmoid(-z),
  quantile: logit,
};
