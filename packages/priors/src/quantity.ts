import type { Density } from './family.ts';

/** What can be asked of a distribution at a point. */
export type Quantity = 'cdf' | 'sf' | 'logCdf' | 'logSf' | 'pdf' | 'logPdf' | 'quantile';

/**
 * Evaluates one quantity with its derivatives on the numbers core.
 * out = [value, ∂/∂x, ∂/∂θ₀, ∂/∂θ₁, ...]; for the quantile, x is the probability.
 */
export type Evaluate = (density: Density, x: number, out: Float64Array) => void;

const scratch = new Float64Array(64);

/** out = sign · [tail, f, ∂F/∂θ...] with the tail of its own accuracy */
function tail(index: 0 | 1): Evaluate {
  const sign = index === 0 ? 1 : -1;
  return (density, x, out) => {
    density.cdf(x, scratch);
    out[0] = scratch[index];
    for (let k = 1; k < out.length; k++) out[k] = sign * scratch[k + 1];
  };
}

/** The logarithm of a tail; its derivatives are ratios, 0 / 0 read as the limit 0 beyond the support. */
function logTail(index: 0 | 1): Evaluate {
  const sign = index === 0 ? 1 : -1;
  return (density, x, out) => {
    density.logPdf(x, scratch);
    const logPdf = scratch[0];
    density.logCdf(x, scratch);
    const value = scratch[index];
    density.cdf(x, scratch);
    out[0] = value;
    const ratio = Math.exp(logPdf - value);
    out[1] = sign * (Number.isNaN(ratio) ? 0 : ratio);
    for (let k = 2; k < out.length; k++) {
      const partial = scratch[k + 1];
      // Where f underflows, ∂F/∂θ = f · (a ratio that varies slowly) is taken as part of the limit 0.
      out[k] = partial === 0 ? 0 : (sign * partial) / scratch[index];
    }
  };
}

/** The derivatives follow from F(Q(p; θ); θ) = p. */
const quantile: Evaluate = (density, p, out) => {
  const x = density.quantile(p);
  density.cdf(x, scratch);
  const slope = 1 / scratch[2];
  out[0] = x;
  out[1] = slope;
  for (let k = 2; k < out.length; k++) out[k] = scratch[k + 1] === 0 ? 0 : -scratch[k + 1] * slope;
};

/** How each quantity is evaluated on the numbers core. */
export const evaluators: Record<Quantity, Evaluate> = {
  cdf: tail(0),
  sf: tail(1),
  logCdf: logTail(0),
  logSf: logTail(1),
  logPdf: (density, x, out) => density.logPdf(x, out),
  pdf(density, x, out) {
    density.logPdf(x, out);
    const value = Math.exp(out[0]);
    out[0] = value;
    for (let k = 1; k < out.length; k++) out[k] = out[k] === 0 ? 0 : out[k] * value;
  },
  quantile,
};

/** The value alone, at the least cost. */
export const valueEvaluators: Record<Quantity, (density: Density, x: number) => number> = {
  cdf: cdfPart(0),
  sf: cdfPart(1),
  pdf: cdfPart(2),
  logCdf: logPart(0),
  logSf: logPart(1),
  logPdf(density, x) {
    density.logPdf(x, scratch);
    return scratch[0];
  },
  quantile: (density, p) => density.quantile(p),
};

function cdfPart(index: number) {
  return (density: Density, x: number) => {
    density.cdfValue(x, scratch);
    return scratch[index];
  };
}

function logPart(index: number) {
  return (density: Density, x: number) => {
    density.logCdf(x, scratch);
    return scratch[index];
  };
}
