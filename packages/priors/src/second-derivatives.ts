import type { Density } from './family.ts';
import { evaluators, type Quantity } from './quantity.ts';
import { times } from './times.ts';

/**
 * Writes one row of the second derivatives of a quantity on the numbers core, out[j] = ∂²/∂v_i∂v_j with
 * v = (x, θ₀, θ₁, ...); for the quantile, x is the probability. Inside the support only.
 * @param size number of variables
 */
export type WriteSecond = (density: Density, x: number, i: number, out: Float64Array, size: number) => void;

/** First derivatives of a quantity: [∂/∂x, ∂/∂θ₀, ...]. */
function slopesOf(quantity: Quantity, density: Density, x: number, size: number): Float64Array {
  const out = new Float64Array(1 + size);
  evaluators[quantity](density, x, out);
  return out.subarray(1);
}

/** ∂²F/∂x∂v = f ∂log f/∂v; the others are the family's own. */
const cdf: WriteSecond = (density, x, i, out, size) => {
  const [pdf] = slopesOf('cdf', density, x, size);
  const scores = slopesOf('logPdf', density, x, size);
  if (i > 0) density.second.cdf(x, i, out);
  if (i > 0) out[0] = times(pdf, scores[i]);
  else for (let j = 0; j < size; j++) out[j] = times(pdf, scores[j]);
};

const sf: WriteSecond = (density, x, i, out, size) => {
  cdf(density, x, i, out, size);
  for (let j = 0; j < size; j++) out[j] = -out[j];
};

/** A tail above 1/2 is far from 0, and (log T)'' = T'' / T - (log T)'² loses nothing. */
function logTail(tail: 0 | 1): WriteSecond {
  const [plain, log] = tail === 0 ? (['cdf', 'logCdf'] as const) : (['sf', 'logSf'] as const);
  return (density, x, i, out, size) => {
    const values = new Float64Array(1 + size);
    evaluators[plain](density, x, values);
    if (values[0] <= 0.5) {
      density.second.logTail(x, tail, i, out);
      return;
    }
    const slopes = slopesOf(log, density, x, size);
    secondDerivatives[plain](density, x, i, out, size);
    for (let j = 0; j < size; j++) out[j] = out[j] / values[0] - slopes[i] * slopes[j];
  };
}

const pdf: WriteSecond = (density, x, i, out, size) => {
  const logPdf = new Float64Array(1 + size);
  density.logPdf(x, logPdf);
  const [value, ...scores] = logPdf;
  density.second.logPdf(x, i, out);
  for (let j = 0; j < size; j++) out[j] = times(Math.exp(value), scores[i] * scores[j] + out[j]);
};

/**
 * Differentiates F(Q(p, θ), θ) = p twice. With l = log f: ∂²Q/∂p∂p = -l_x / f², ∂²Q/∂p∂θ = -(l_θ + l_x Q_θ) / f and
 * ∂²Q/∂θ∂η = -F_θη / f - l_θ Q_η - l_η Q_θ - l_x Q_θ Q_η.
 */
const quantile: WriteSecond = (density, p, i, out, size) => {
  if (density.isStep) {
    out.fill(0, 0, size);
    return;
  }
  const x = density.quantile(p);
  const [pdf] = slopesOf('cdf', density, x, size);
  const scores = slopesOf('logPdf', density, x, size);
  const slopes = slopesOf('quantile', density, p, size);
  if (i > 0) density.second.cdf(x, i, out);
  for (let j = 0; j < size; j++) {
    const along = scores[0] * slopes[i] * slopes[j];
    const [inTheta, inEta] = [i > 0 ? scores[i] * slopes[j] : 0, j > 0 ? scores[j] * slopes[i] : 0];
    out[j] = -((i > 0 && j > 0 ? times(out[j], 1 / pdf) : 0) + inTheta + inEta + along);
  }
};

/** How the second derivatives of each quantity are evaluated on the numbers core. */
export const secondDerivatives: Record<Quantity, WriteSecond> = {
  cdf,
  sf,
  logCdf: logTail(0),
  logSf: logTail(1),
  pdf,
  logPdf: (density, x, i, out) => density.second.logPdf(x, i, out),
  quantile,
};
