import type { Base } from './base.ts';
import { changeOfVariableSecond } from './change-of-variable-second.ts';
import type { Density, SecondDerivatives } from './family.ts';
import { times } from './times.ts';
import type { Ends, Transform } from './transform.ts';

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
  private ownSecond: SecondDerivatives | null = null;

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
    if (this.transform.score) out[1] = this.transform.score(x);
  }

  quantile(p: number): number {
    if (!(p >= 0 && p <= 1)) return Number.NaN;
    if (p === 0) return this.low;
    return p === 1 ? this.high : this.transform.inverse(this.base.quantile(p));
  }

  get second(): SecondDerivatives {
    this.ownSecond ??= changeOfVariableSecond(this.base, this.transform, this.ends);
    return this.ownSecond;
  }
}

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
