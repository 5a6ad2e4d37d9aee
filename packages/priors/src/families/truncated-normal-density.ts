import { normalCdf, normalQuantile } from '@hyperprior/numerics';
import { cdfAtEnd, logCdfAtEnd, logPdfAtEnd, logTailsAtEnd } from '../change-of-variable.ts';
import type { Density, SecondDerivatives } from '../family.ts';
import { invert } from '../invert.ts';
import type { Ends } from '../transform.ts';
import { NormalInterval } from './normal-interval.ts';
import { truncatedNormalSecond } from './truncated-normal-second.ts';

/**
 * The numbers core. Both tails are masses of the normal distribution between two points, over the whole, and each mass is
 * relative to its own largest density. The derivatives in mean and std are differences of conditional means:
 * with u the standardised variable, ∂log f/∂mean = (z - E u) / std, ∂log f/∂std = (z² - E u²) / std, and
 * ∂F/∂mean = -F (1 - F) (E[u | above x] - E[u | below x]) / std.
 */
export const truncatedNormalDensity = (mean: number, std: number, low: number, high: number): Density =>
  new TruncatedNormalDensity(mean, std, low, high);

/** Up to here a tail gives the other one as its difference from 1. */
const largest = 0.75;

class TruncatedNormalDensity implements Density {
  private readonly mean: number;
  private readonly std: number;
  private readonly total: NormalInterval;
  private readonly lower: NormalInterval;
  private readonly upper: NormalInterval;
  /** log of the density at the mode */
  private readonly logHeight: number;
  private readonly ends: Ends;
  private ownSecond: SecondDerivatives | null = null;

  constructor(mean: number, std: number, low: number, high: number) {
    this.mean = mean;
    this.std = std;
    this.total = new NormalInterval(mean, std).reset(low, high);
    this.lower = new NormalInterval(mean, std);
    this.upper = new NormalInterval(mean, std);
    const width = (high - low) / std;
    const filled = this.total.mass / width;
    this.logHeight = -(filled > 0.5 ? Math.log1p(-this.total.lack(width)) : Math.log(filled)) - Math.log(high - low);
    this.ends = { support: [low, high], pdf: [this.heightIn(this.total, low), this.heightIn(this.total, high)] };
  }

  cdfValue(x: number, out: Float64Array): void {
    if (!this.isInside(x)) {
      cdfAtEnd(x, this.ends, out, 0);
      return;
    }
    const [low, high] = this.ends.support;
    const first = this.total.deviation(x) < 0 ? 0 : 1;
    const tail = first === 0 ? this.shareOf(this.lower.reset(low, x)) : this.shareOf(this.upper.reset(x, high));
    if (tail <= largest) {
      out[first] = tail;
      out[1 - first] = 1 - tail;
    } else {
      const other = first === 0 ? this.shareOf(this.upper.reset(x, high)) : this.shareOf(this.lower.reset(low, x));
      out[first] = 1 - other;
      out[1 - first] = other;
    }
    out[2] = this.heightIn(this.total, x);
  }

  cdf(x: number, out: Float64Array): void {
    if (!this.isInside(x)) {
      cdfAtEnd(x, this.ends, out, 4);
      return;
    }
    const { lower, upper, ends, std } = this;
    this.cdfValue(x, out);
    this.split(x);
    const spread = (out[0] * out[1]) / std;
    out[3] = -spread * (lower.deviation(x) - upper.deviation(x));
    out[4] = -spread * (lower.squareDeviation(x) - upper.squareDeviation(x));
    out[5] = -out[1] * ends.pdf[0];
    out[6] = -out[0] * ends.pdf[1];
  }

  logCdfValue(x: number, out: Float64Array): void {
    if (!this.isInside(x)) {
      logTailsAtEnd(x, this.ends, out);
      return;
    }
    this.cdfValue(x, out);
    const [below, above] = out;
    const [low, high] = this.ends.support;
    out[0] = below > 0.5 ? Math.log1p(-above) : this.logShareOf(this.lower.reset(low, x));
    out[1] = above > 0.5 ? Math.log1p(-below) : this.logShareOf(this.upper.reset(x, high));
  }

  logCdf(x: number, out: Float64Array): void {
    if (!this.isInside(x)) {
      logCdfAtEnd(x, this.ends, out, 4);
      return;
    }
    const { lower, upper, ends, std } = this;
    const [low, high] = ends.support;
    this.cdfValue(x, out);
    const [below, above] = out;
    this.logCdfValue(x, out);
    this.split(x);
    const inMean = (lower.deviation(x) - upper.deviation(x)) / std;
    const inStd = (lower.squareDeviation(x) - upper.squareDeviation(x)) / std;
    out[2] = this.heightIn(lower, x);
    out[3] = -this.heightIn(upper, x);
    out[4] = -above * inMean;
    out[5] = below * inMean;
    out[6] = -above * inStd;
    out[7] = below * inStd;
    out[8] = -above * this.heightIn(lower, low);
    out[9] = ends.pdf[0];
    out[10] = -ends.pdf[1];
    out[11] = below * this.heightIn(upper, high);
  }

  logPdf(x: number, out: Float64Array): void {
    if (!this.isInside(x)) {
      logPdfAtEnd(x, this.ends, out, 4);
      return;
    }
    const { mean, std, total, ends } = this;
    out[0] = this.logHeight - total.fallTo(x);
    out[1] = -(x - mean) / std / std;
    out[2] = total.deviation(x) / std;
    out[3] = total.squareDeviation(x) / std;
    out[4] = ends.pdf[0];
    out[5] = -ends.pdf[1];
  }

  quantile(p: number): number {
    const [low, high] = this.ends.support;
    return p >= 0 && p <= 1 ? invert(this, p, low, high, this.roughQuantile(p)) : Number.NaN;
  }

  /** A start for Newton's method. Outside the mean the fall of log φ is nearly exponentially distributed. */
  private roughQuantile(p: number): number {
    const { mean, std, total } = this;
    const [low, high] = this.ends.support;
    const { mode, centre } = total;
    if (mode === mean) {
      const mass = total.mass / Math.sqrt(2 * Math.PI);
      const z =
        p <= 0.5
          ? normalQuantile(Math.min(normalCdf((low - mean) / std) + p * mass, 1))
          : -normalQuantile(Math.min(normalCdf((mean - high) / std) + (1 - p) * mass, 1));
      return mean + std * z;
    }
    const isLow = mode === low;
    const fall = -Math.log1p((isLow ? p : 1 - p) * Math.expm1(-total.fallTo(isLow ? high : low)));
    const distance = (std * 2 * fall) / (Math.abs(centre) + Math.hypot(centre, Math.sqrt(2 * fall)));
    return isLow ? low + distance : high - distance;
  }

  get second(): SecondDerivatives {
    this.ownSecond ??= truncatedNormalSecond(this, this.mean, this.std, this.ends.support);
    return this.ownSecond;
  }

  private isInside(x: number): boolean {
    const { support } = this.ends;
    return x > support[0] && x < support[1];
  }

  private split(x: number): void {
    const [low, high] = this.ends.support;
    this.lower.reset(low, x);
    this.upper.reset(x, high);
  }

  /** The density at x of the normal distribution kept to `interval`. */
  private heightIn(interval: NormalInterval, x: number): number {
    return Math.exp(-interval.fallTo(x)) / (interval.mass * this.std);
  }

  /** The part of all probability that lies in `interval`. */
  private shareOf(interval: NormalInterval): number {
    return (interval.mass / this.total.mass) * Math.exp(-this.total.fallTo(interval.mode));
  }

  private logShareOf(interval: NormalInterval): number {
    return Math.log(interval.mass / this.total.mass) - this.total.fallTo(interval.mode);
  }
}
