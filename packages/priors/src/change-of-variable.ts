import type { Base } from './base.ts';
import type { Density } from './family.ts';

/** An increasing map x -> z onto a base distribution at fixed parameters, with the derivatives a density needs. */
export interface Transform {
  z(x: number): number;
  /** log dz/dx */
  logSlope(x: number): number;
  /** d/dx log dz/dx */
  logSlopeSlope(x: number): number;
  /** ∂z/∂θ_k, written from out[at] on */
  partials(x: number, out: Float64Array, at: number): void;
  /** ∂(log dz/dx)/∂θ_k, written from out[at] on */
  logSlopePartials(x: number, out: Float64Array, at: number): void;
  /** The x that maps to z. */
  inverse(z: number): number;
}

/** Where the probability ends, and the limits of the density there. */
export interface Ends {
  readonly support: readonly [low: number, high: number];
  readonly pdf: readonly [low: number, high: number];
}

/**
 * The density of X where z(X) follows `base`: F(x) = G(z), f(x) = g(z) z'(x), ∂F/∂θ = g(z) ∂z/∂θ.
 * @param count how many parameters there are
 */
export function changeOfVariable(base: Base, transform: Transform, ends: Ends, count: number): Density {
  const [low, high] = ends.support;
  const inside = (x: number) => x > low && x < high;

  /** At and beyond the ends, and NaN for NaN. */
  const atEnd = (x: number, out: Float64Array) => {
    out.fill(Number.isNaN(x) ? x : 0, 0, 3 + count);
    if (Number.isNaN(x)) return;
    out[0] = x >= high ? 1 : 0;
    out[1] = 1 - out[0];
    out[2] = x === low ? ends.pdf[0] : x === high ? ends.pdf[1] : 0;
  };

  const cdfValue = (x: number, out: Float64Array): void => {
    if (!inside(x)) {
      atEnd(x, out);
      return;
    }
    const z = transform.z(x);
    out[0] = base.cdf(z);
    out[1] = base.sf(z);
    out[2] = Math.exp(base.logPdf(z) + transform.logSlope(x));
  };

  return {
    cdfValue,
    cdf(x, out) {
      cdfValue(x, out);
      if (!inside(x)) return;
      const density = Math.exp(base.logPdf(transform.z(x)));
      transform.partials(x, out, 3);
      for (let k = 0; k < count; k++) out[3 + k] = density === 0 ? 0 : out[3 + k] * density;
    },
    logCdf(x, out) {
      out[0] = x <= low ? Number.NEGATIVE_INFINITY : x >= high ? 0 : base.logCdf(transform.z(x));
      out[1] = x <= low ? 0 : x >= high ? Number.NEGATIVE_INFINITY : base.logSf(transform.z(x));
    },
    logPdf(x, out) {
      if (!inside(x)) {
        logPdfAtEnd(x, ends, count, out);
        return;
      }
      const z = transform.z(x);
      const score = base.score(z);
      const logSlope = transform.logSlope(x);
      out[0] = base.logPdf(z) + logSlope;
      out[1] = score * Math.exp(logSlope) + transform.logSlopeSlope(x);
      transform.partials(x, out, 2);
      for (let k = 0; k < count; k++) out[2 + k] *= score;
      addPartials(transform, x, count, out);
    },
    quantile(p) {
      if (!(p >= 0 && p <= 1)) return Number.NaN;
      if (p === 0) return low;
      return p === 1 ? high : transform.inverse(base.quantile(p));
    },
  };
}

const scratch = new Float64Array(8);

function addPartials(transform: Transform, x: number, count: number, out: Float64Array): void {
  transform.logSlopePartials(x, scratch, 0);
  for (let k = 0; k < count; k++) out[2 + k] += scratch[k];
}

/** At and beyond the ends: the limit of the density, its direction as an infinite slope, no dependence on θ; NaN for NaN. */
export function logPdfAtEnd(x: number, { support, pdf }: Ends, count: number, out: Float64Array): void {
  const [low, high] = support;
  if (Number.isNaN(x)) {
    out.fill(x, 0, 2 + count);
    return;
  }
  const limit = x === low ? pdf[0] : x === high ? pdf[1] : 0;
  const inward = x <= low ? 1 : -1;
  out.fill(0, 0, 2 + count);
  out[0] = Math.log(limit);
  if (limit === 0) out[1] = inward * Number.POSITIVE_INFINITY;
  if (limit === Number.POSITIVE_INFINITY) out[1] = inward * Number.NEGATIVE_INFINITY;
  if (x < low || x > high) out[1] = 0;
}
