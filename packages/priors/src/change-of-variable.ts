import type { Base } from './base.ts';
import type { Density } from './family.ts';

/** An increasing map x -> z onto a base distribution at fixed parameters, with the derivatives a density needs. */
export interface Transform {
  /** Returns z; dz/dx, ∂z/∂θ₀, ∂z/∂θ₁, ... are written from out[at] on. */
  map(x: number, out: Float64Array, at: number): number;
  /** out = [log dz/dx, and its derivatives in x, θ₀, θ₁, ...] */
  logSlope(x: number, out: Float64Array): void;
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
export const changeOfVariable = (base: Base, transform: Transform, ends: Ends, count: number): Density =>
  new ChangeOfVariable(base, transform, ends, count);

class ChangeOfVariable implements Density {
  private readonly base: Base;
  private readonly transform: Transform;
  private readonly ends: Ends;
  private readonly count: number;
  private readonly low: number;
  private readonly high: number;
  private readonly mapped: Float64Array;
  private readonly slope: Float64Array;
  private readonly rates = new Float64Array(2);

  constructor(base: Base, transform: Transform, ends: Ends, count: number) {
    this.base = base;
    this.transform = transform;
    this.ends = ends;
    this.count = count;
    [this.low, this.high] = ends.support;
    this.mapped = new Float64Array(1 + count);
    this.slope = new Float64Array(2 + count);
  }

  cdf(x: number, out: Float64Array): void {
    if (!(x > this.low && x < this.high)) {
      cdfAtEnd(x, this.ends, out, this.count);
      return;
    }
    const density = this.base.cdf(this.transform.map(x, out, 2), out);
    for (let k = 2; k < 3 + this.count; k++) out[k] = times(density, out[k]);
  }

  cdfValue(x: number, out: Float64Array): void {
    if (!(x > this.low && x < this.high)) {
      cdfAtEnd(x, this.ends, out, 0);
      return;
    }
    const density = this.base.cdf(this.transform.map(x, this.mapped, 0), out);
    out[2] = times(density, this.mapped[0]);
  }

  logCdf(x: number, out: Float64Array): void {
    if (!(x > this.low && x < this.high)) {
      logCdfAtEnd(x, this.ends, out, this.count);
      return;
    }
    const { mapped } = this;
    const z = this.transform.map(x, mapped, 0);
    this.base.logCdf(z, out);
    this.base.hazards(z, this.rates);
    const [lower, upper] = [this.rates[0], -this.rates[1]];
    for (let k = 0; k <= this.count; k++) {
      out[2 + 2 * k] = times(lower, mapped[k]);
      out[3 + 2 * k] = times(upper, mapped[k]);
    }
  }

  logCdfValue(x: number, out: Float64Array): void {
    if (!(x > this.low && x < this.high)) {
      logTailsAtEnd(x, this.ends, out);
      return;
    }
    this.base.logCdf(this.transform.map(x, this.mapped, 0), out);
  }

  logPdf(x: number, out: Float64Array): void {
    if (!(x > this.low && x < this.high)) {
      logPdfAtEnd(x, this.ends, out, this.count);
      return;
    }
    const { mapped, slope } = this;
    const z = this.transform.map(x, mapped, 0);
    this.transform.logSlope(x, slope);
    const score = this.base.score(z);
    out[0] = this.base.logPdf(z) + slope[0];
    for (let k = 0; k <= this.count; k++) out[1 + k] = times(score, mapped[k]) + slope[1 + k];
  }

  quantile(p: number): number {
    if (!(p >= 0 && p <= 1)) return Number.NaN;
    if (p === 0) return this.low;
    return p === 1 ? this.high : this.transform.inverse(this.base.quantile(p));
  }
}

/** A product in which an underflow to 0 beats an overflow. */
export const times = (factor: number, slope: number) => (factor === 0 ? 0 : factor * slope);

/** The limit of the density at x, at or beyond an end. */
const pdfAtEnd = (x: number, { support, pdf }: Ends): number =>
  x === support[0] ? pdf[0] : x === support[1] ? pdf[1] : 0;

/** `Density.cdf` at and beyond the ends. */
export function cdfAtEnd(x: number, ends: Ends, out: Float64Array, count: number): void {
  const missing = Number.isNaN(x);
  out[0] = missing ? x : x >= ends.support[1] ? 1 : 0;
  out[1] = 1 - out[0];
  out[2] = missing ? x : pdfAtEnd(x, ends);
  out.fill(missing ? x : 0, 3, 3 + count);
}

/** log F and log(1 - F) at and beyond the ends. */
export function logTailsAtEnd(x: number, { support }: Ends, out: Float64Array): void {
  const isHigh = x >= support[1];
  out[0] = Number.isNaN(x) ? x : isHigh ? 0 : Number.NEGATIVE_INFINITY;
  out[1] = Number.isNaN(x) ? x : isHigh ? Number.NEGATIVE_INFINITY : 0;
}

/** `Density.logCdf` at and beyond the ends: the tail that is 1 changes with the density, the empty one does not. */
export function logCdfAtEnd(x: number, ends: Ends, out: Float64Array, count: number): void {
  logTailsAtEnd(x, ends, out);
  out.fill(Number.isNaN(x) ? x : 0, 2, 4 + 2 * count);
  if (x <= ends.support[0]) out[3] = -pdfAtEnd(x, ends);
  if (x >= ends.support[1]) out[2] = pdfAtEnd(x, ends);
}

/** `Density.logPdf` at and beyond the ends: the limit of the density, and no direction. */
export function logPdfAtEnd(x: number, ends: Ends, out: Float64Array, count: number): void {
  const missing = Number.isNaN(x);
  out[0] = missing ? x : Math.log(pdfAtEnd(x, ends));
  out.fill(missing ? x : 0, 1, 2 + count);
}
