import { logNormalCdf } from '@hyperprior/numerics';
import { logSqrt2Pi } from '../bases/normal.ts';
import { cdfAtEnd, type Ends, logCdfAtEnd, logPdfAtEnd, logTailsAtEnd } from '../change-of-variable.ts';
import type { Density } from '../family.ts';
import { invert } from '../invert.ts';
import { log1mexp } from '../log1mexp.ts';

const logPhi = (z: number) => -0.5 * z * z - logSqrt2Pi;

/** log(Φ(upper) - Φ(lower)) without cancellation: differences are taken in the tail that is smaller. */
function logMass(lower: number, upper: number): number {
  if (!(lower < upper)) return Number.NEGATIVE_INFINITY;
  if (lower + upper > 0) return logMass(-upper, -lower);
  const top = logNormalCdf(upper);
  return top + log1mexp(top - logNormalCdf(lower));
}

/** The numbers core. Both tails are masses between two points of the normal distribution, over the whole. */
export const truncatedNormalDensity = (mean: number, std: number, low: number, high: number): Density =>
  new TruncatedNormalDensity(mean, std, low, high);

class TruncatedNormalDensity implements Density {
  private readonly mean: number;
  private readonly std: number;
  /** The ends, standardised. */
  private readonly alpha: number;
  private readonly beta: number;
  private readonly logTotal: number;
  private readonly logScale: number;
  private readonly ends: Ends;
  /** ∂log(Φ(β) - Φ(α))/∂θ */
  private readonly totalPartials = new Float64Array(4);
  private readonly partials = new Float64Array(4);

  constructor(mean: number, std: number, low: number, high: number) {
    this.mean = mean;
    this.std = std;
    this.alpha = (low - mean) / std;
    this.beta = (high - mean) / std;
    this.logTotal = logMass(this.alpha, this.beta);
    this.logScale = this.logTotal + Math.log(std);
    const pdfAt = (z: number) => Math.exp(logPhi(z) - this.logScale);
    this.ends = { support: [low, high], pdf: [pdfAt(this.alpha), pdfAt(this.beta)] };
    this.writeMassPartials(this.alpha, this.beta, this.logTotal, this.totalPartials);
  }

  cdfValue(x: number, out: Float64Array): void {
    if (!this.isInside(x)) {
      cdfAtEnd(x, this.ends, out, 0);
      return;
    }
    const z = (x - this.mean) / this.std;
    out[0] = Math.exp(logMass(this.alpha, z) - this.logTotal);
    out[1] = Math.exp(logMass(z, this.beta) - this.logTotal);
    out[2] = Math.exp(logPhi(z) - this.logScale);
  }

  cdf(x: number, out: Float64Array): void {
    if (!this.isInside(x)) {
      cdfAtEnd(x, this.ends, out, 4);
      return;
    }
    this.cdfValue(x, out);
    const tail = out[0] < 0.5 ? 0 : 1;
    this.writeTailPartials((x - this.mean) / this.std, tail);
    for (let k = 0; k < 4; k++) out[3 + k] = (tail === 0 ? out[0] : -out[1]) * this.partials[k];
  }

  logCdfValue(x: number, out: Float64Array): void {
    if (!this.isInside(x)) {
      logTailsAtEnd(x, this.ends, out);
      return;
    }
    const z = (x - this.mean) / this.std;
    out[0] = logMass(this.alpha, z) - this.logTotal;
    out[1] = logMass(z, this.beta) - this.logTotal;
  }

  logCdf(x: number, out: Float64Array): void {
    if (!this.isInside(x)) {
      logCdfAtEnd(x, this.ends, out, 4);
      return;
    }
    const z = (x - this.mean) / this.std;
    this.logCdfValue(x, out);
    const logPdf = logPhi(z) - this.logScale;
    out[2] = Math.exp(logPdf - out[0]);
    out[3] = -Math.exp(logPdf - out[1]);
    for (const tail of [0, 1] as const) {
      this.writeTailPartials(z, tail);
      for (let k = 0; k < 4; k++) out[4 + 2 * k + tail] = this.partials[k];
    }
  }

  logPdf(x: number, out: Float64Array): void {
    if (!this.isInside(x)) {
      logPdfAtEnd(x, this.ends, out, 4);
      return;
    }
    const z = (x - this.mean) / this.std;
    out[0] = logPhi(z) - this.logScale;
    out[1] = -z / this.std;
    out[2] = z / this.std;
    out[3] = (z * z - 1) / this.std;
    out[4] = 0;
    out[5] = 0;
    for (let k = 0; k < 4; k++) out[2 + k] -= this.totalPartials[k];
  }

  quantile(p: number): number {
    const [low, high] = this.ends.support;
    return p >= 0 && p <= 1 ? invert(this, p, low, high) : Number.NaN;
  }

  private isInside(x: number): boolean {
    const { support } = this.ends;
    return x > support[0] && x < support[1];
  }

  /** `partials` = ∂log F/∂θ (tail 0) or ∂log(1 - F)/∂θ (tail 1) at z. */
  private writeTailPartials(z: number, tail: 0 | 1): void {
    const { partials } = this;
    const [from, to] = tail === 0 ? [this.alpha, z] : [z, this.beta];
    this.writeMassPartials(from, to, logMass(from, to), partials);
    partials[tail === 0 ? 3 : 2] = 0;
    for (let k = 0; k < 4; k++) partials[k] -= this.totalPartials[k];
  }

  /** out = the derivatives of log(Φ(to) - Φ(from)) in mean, std, and in the ends that `from` and `to` come from. */
  private writeMassPartials(from: number, to: number, log: number, out: Float64Array): void {
    const atFrom = Math.exp(logPhi(from) - log) / this.std;
    const atTo = Math.exp(logPhi(to) - log) / this.std;
    out[0] = atFrom - atTo;
    out[1] = weighted(from, atFrom) - weighted(to, atTo);
    out[2] = -atFrom;
    out[3] = atTo;
  }
}

/** z · density, with the limit 0 at an infinite z */
const weighted = (z: number, density: number) => (density === 0 ? 0 : z * density);
