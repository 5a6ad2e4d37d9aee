import type { Density } from './family.ts';

/** A discrete distribution at fixed parameters, on values that are numbered from 0 in rising order. */
export interface StepLaw {
  /** Number of parameters. */
  readonly parameters: number;
  /** Index of the greatest value; infinite if there is none. */
  readonly last: number;
  /** Index of the greatest value not above x; -1 where all are above. */
  indexAt(x: number): number;
  valueAt(index: number): number;
  /** log P(X = value) */
  logMass(index: number): number;
  /** out = [log F, log(1 - F)] at a value below the last. */
  logTails(index: number, out: Float64Array): void;
  /** ∂F/∂θ_k as a multiple of P(X = value), at a value below the last. */
  slope(index: number, k: number): number;
  /** ∂log P(X = value)/∂θ_k */
  score(index: number, k: number): number;
  /** ∂²F/∂θ_k∂θ_m as a multiple of P(X = value), at a value below the last. */
  bend(index: number, k: number, m: number): number;
  /** ∂²log P(X = value)/∂θ_k∂θ_m */
  scoreSlope(index: number, k: number, m: number): number;
  /** An index from which the search for a quantile starts. */
  readonly middle: number;
}

/**
 * The numbers core of a discrete distribution. F is a step function, with no derivative in x: it is taken as 0. The density
 * is the probability of x, which is 0 between the values.
 */
export function stepDensity(law: StepLaw): Density {
  const tails = new Float64Array(2);
  /** Index of x if x is a value, else -1. */
  const indexOf = (x: number) => {
    const index = law.indexAt(x);
    return index >= 0 && index <= law.last && law.valueAt(index) === x ? index : -1;
  };
  /** Writes the logarithms of both tails to `tails`. Returns the index at x, or null where F is 0 or 1. */
  const tailsAt = (x: number): number | null => {
    const index = law.indexAt(x);
    const isInside = index >= 0 && index < law.last;
    if (isInside) law.logTails(index, tails);
    else tails.set(index < 0 ? [Number.NEGATIVE_INFINITY, 0] : [0, Number.NEGATIVE_INFINITY]);
    return isInside ? index : null;
  };
  const cdfValue = (x: number, out: Float64Array) => {
    if (Number.isNaN(x)) return out.fill(x);
    tailsAt(x);
    const index = indexOf(x);
    out[0] = Math.exp(tails[0]);
    out[1] = Math.exp(tails[1]);
    out[2] = index < 0 ? 0 : Math.exp(law.logMass(index));
  };
  return {
    isStep: true,
    cdfValue,
    cdf(x, out) {
      cdfValue(x, out);
      if (Number.isNaN(x)) return;
      const index = tailsAt(x);
      for (let k = 0; k < law.parameters; k++)
        out[3 + k] = index === null ? 0 : Math.exp(law.logMass(index)) * law.slope(index, k);
    },
    logCdfValue(x, out) {
      if (Number.isNaN(x)) return out.fill(x);
      tailsAt(x);
      out.set(tails);
    },
    logCdf(x, out) {
      out.fill(Number.isNaN(x) ? x : 0);
      if (Number.isNaN(x)) return;
      const index = tailsAt(x);
      out.set(tails);
      if (index === null) return;
      const logMass = law.logMass(index);
      for (let k = 0; k < law.parameters; k++) {
        const slope = law.slope(index, k);
        out[4 + 2 * k] = slope === 0 ? 0 : slope * Math.exp(logMass - tails[0]);
        out[5 + 2 * k] = slope === 0 ? 0 : -slope * Math.exp(logMass - tails[1]);
      }
    },
    logPdf(x, out) {
      out.fill(Number.isNaN(x) ? x : 0);
      if (Number.isNaN(x)) return;
      const index = indexOf(x);
      out[0] = index < 0 ? Number.NEGATIVE_INFINITY : law.logMass(index);
      if (index >= 0) for (let k = 0; k < law.parameters; k++) out[2 + k] = law.score(index, k);
    },
    quantile: (p) => quantile(law, p),
    second: {
      cdf(x, i, out) {
        const index = tailsAt(x);
        writeRow(out, i, (k, m) => (index === null ? 0 : Math.exp(law.logMass(index)) * law.bend(index, k, m)));
      },
      logTail(x, tail, i, out) {
        const index = tailsAt(x);
        writeRow(out, i, (k, m) => {
          if (index === null) return 0;
          const share = (tail === 0 ? 1 : -1) * Math.exp(law.logMass(index) - tails[tail]);
          return share * (law.bend(index, k, m) - share * law.slope(index, k) * law.slope(index, m));
        });
      },
      logPdf(x, i, out) {
        const index = indexOf(x);
        writeRow(out, i, (k, m) => (index < 0 ? 0 : law.scoreSlope(index, k, m)));
      },
    },
  };

  /** Writes a row over x and the parameters; all in x is 0. */
  function writeRow(out: Float64Array, i: number, entry: (k: number, m: number) => number): void {
    out[0] = 0;
    for (let m = 0; m < law.parameters; m++) out[1 + m] = i === 0 ? 0 : entry(i - 1, m);
  }
}

/** The least value with F >= p. Both are compared as float32, so that the quantile of cdf(value) is the value. */
function quantile(law: StepLaw, p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 1) return law.last === Number.POSITIVE_INFINITY ? law.last : law.valueAt(law.last);
  const tails = new Float64Array(2);
  const reaches = (index: number) => {
    if (index >= law.last) return true;
    law.logTails(index, tails);
    return Math.fround(Math.exp(tails[0])) >= Math.fround(p);
  };
  let [below, above, stride] = [-1, Math.min(Math.max(law.middle, 0), law.last), 1];
  for (; !reaches(above); stride *= 2) [below, above] = [above, Math.min(above + stride, law.last)];
  while (above - below > 1) {
    const between = Math.floor((below + above) / 2);
    if (reaches(between)) above = between;
    else below = between;
  }
  return law.valueAt(above);
}
