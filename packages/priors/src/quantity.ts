import type { Density } from './family.ts';

/** What can be asked of a distribution at a point. */
export type Quantity = 'cdf' | 'sf' | 'logCdf' | 'logSf' | 'pdf' | 'logPdf' | 'quantile';

/**
 * Evaluates one quantity with its derivatives on the numbers core.
 * out = [value, ∂/∂x, ∂/∂θ₀, ∂/∂θ₁, ...]; for the quantile, x is the probability.
 */
export type Evaluate = (density: Density, x: number, out: Float64Array) => void;

let scratch = new Float64Array(16);

/** Room for what a density returns where `length` numbers are wanted: two for each of them at the most. */
function workspace(length: number): Float64Array {
  if (scratch.length < 2 * length) scratch = new Float64Array(4 * length);
  return scratch;
}

/** out = ±[tail, f, ∂F/∂θ...], the tail with its own accuracy */
function tail(index: 0 | 1): Evaluate {
  const sign = index === 0 ? 1 : -1;
  return (density, x, out) => {
    const all = workspace(out.length);
    density.cdf(x, all);
    out[0] = all[index];
    // NaN stays NaN.
    if (density.isStep) all[2] *= 0;
    for (let k = 1; k < out.length; k++) out[k] = sign * all[k + 1];
  };
}

/** One of the two logarithms that alternate in `Density.logCdf`. */
function logTail(index: 0 | 1): Evaluate {
  return (density, x, out) => {
    const both = workspace(out.length);
    density.logCdf(x, both);
    for (let k = 0; k < out.length; k++) out[k] = both[2 * k + index];
  };
}

/** The derivatives follow from F(Q(p; θ); θ) = p: ∂Q/∂p = 1/f, ∂Q/∂θ = -(∂F/∂θ)/f. */
const quantile: Evaluate = (density, p, out) => {
  const all = workspace(out.length);
  out[0] = density.quantile(p);
  if (density.isStep) return out.fill(Number.isNaN(out[0]) ? Number.NaN : 0, 1);
  density.cdf(out[0], all);
  out[1] = 1 / all[2];
  for (let k = 2; k < out.length; k++) out[k] = all[k + 1] === 0 ? 0 : -all[k + 1] / all[2];
};

const pdf: Evaluate = (density, x, out) => {
  density.logPdf(x, out);
  out[0] = Math.exp(out[0]);
  for (let k = 1; k < out.length; k++) out[k] = out[k] === 0 ? 0 : out[k] * out[0];
};

/** How each quantity is evaluated on the numbers core. */
export const evaluators: Record<Quantity, Evaluate> = {
  cdf: tail(0),
  sf: tail(1),
  logCdf: logTail(0),
  logSf: logTail(1),
  logPdf: (density, x, out) => density.logPdf(x, out),
  pdf,
  quantile,
};

/** The value alone, at the least cost. */
export const valueEvaluators: Record<Quantity, (density: Density, x: number, scratch: Float64Array) => number> = {
  cdf: entry('cdfValue', 0),
  sf: entry('cdfValue', 1),
  pdf: entry('cdfValue', 2),
  logCdf: entry('logCdfValue', 0),
  logSf: entry('logCdfValue', 1),
  logPdf: entry('logPdf', 0),
  quantile: (density, p) => density.quantile(p),
};

/** One of the numbers that a method writes. */
function entry(method: 'cdfValue' | 'logCdfValue' | 'logPdf', index: number) {
  return (density: Density, x: number, scratch: Float64Array): number => {
    density[method](x, scratch);
    return scratch[index];
  };
}
