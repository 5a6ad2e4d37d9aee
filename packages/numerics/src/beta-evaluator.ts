import { betaScale } from './beta-scale.ts';
import { betaTail, betaTailGradient, logSmallTail } from './beta-tail.ts';
import { deviationFromMean } from './deviation.ts';
import { log1pMinus } from './log1p-minus.ts';
import { requirePositive } from './require.ts';
import { STIRLING_FROM } from './stirling.ts';

/**
 * The Beta(a, b) distribution at fixed parameters: what depends on a and b alone is computed once.
 *
 * The methods allocate nothing and write into the caller's array. x may be any number: on the closed interval the
 * formulas hold, its ends included; below and above it the distribution is 0 and 1; a NaN gives NaN.
 */
export interface BetaEvaluator {
  readonly a: number;
  readonly b: number;
  /** out = [I, 1 - I, dI/dx, dI/da, dI/db] for I = I_x(a, b); I and 1 - I each to its own relative accuracy. */
  evaluate(x: number, out: Float64Array): void;
  /** out = [I, 1 - I, dI/dx]: cheaper. */
  evaluateValue(x: number, out: Float64Array): void;
  /** out = [log I, log(1 - I)], right where I or 1 - I would underflow. */
  evaluateLog(x: number, out: Float64Array): void;
  /** out = [log f, d/dx log f, d/da log f, d/db log f] for the density f; at the ends the limits, infinite or not. */
  evaluateLogPdf(x: number, out: Float64Array): void;
}

/**
 * Prepares Beta(a, b) for many evaluations.
 * @throws RangeError unless a and b are positive finite numbers
 */
export function betaEvaluator(a: number, b: number): BetaEvaluator {
  requirePositive('betaEvaluator', 'a', a);
  requirePositive('betaEvaluator', 'b', b);
  return new Evaluator(a, b);
}

/** A tail this heavy leaves a complement that is not a plain difference from 1. */
const HEAVY = 0.9;
/** Below this T or x has lost digits to underflow, or its reciprocal overflows. */
const TINY = 1e-280;

// What the functions below hand to each other. Nothing here is re-entrant, so one of each serves all.
const constants = new Float64Array(4);
const tail = new Float64Array(3);
/** Of a point: [lambda = a - n x, log(T / scale), d log T / da, d log T / db]. */
const point = new Float64Array(4);

class Evaluator implements BetaEvaluator {
  readonly a: number;
  readonly b: number;
  private readonly aroundMean: boolean;
  private readonly scale: number;
  private readonly shift: number;
  private readonly gapA: number;
  private readonly gapB: number;

  constructor(a: number, b: number) {
    betaScale(a, b, constants);
    this.a = a;
    this.b = b;
    this.aroundMean = a >= STIRLING_FROM && b >= STIRLING_FROM;
    this.scale = constants[0];
    this.shift = constants[1];
    this.gapA = constants[2];
    this.gapB = constants[3];
  }

  evaluate(x: number, out: Float64Array): void {
    const { a, b } = this;
    if (!(x > 0 && x < 1)) {
      this.evaluateValue(x, out);
      out[3] = out[4] = Number.isNaN(x) ? x : 0;
      return;
    }
    this.locate(x);
    const y = 1 - x;
    const term = this.scale * Math.exp(point[1]);
    out[2] = this.density(x, y, term);
    if (this.isLeft(x)) {
      betaTailGradient(a, b, x, y, point[0], point[2], point[3], tail);
      out[0] = term * tail[0];
      out[1] = complement(a, b, x, out[0]);
      out[3] = term * tail[1];
      out[4] = term * tail[2];
    } else {
      betaTailGradient(b, a, y, x, -point[0], point[3], point[2], tail);
      out[1] = term * tail[0];
      out[0] = complement(b, a, y, out[1]);
      out[3] = -term * tail[2];
      out[4] = -term * tail[1];
    }
  }

  evaluateValue(x: number, out: Float64Array): void {
    const { a, b } = this;
    if (!(x > 0 && x < 1)) {
      out[0] = Number.isNaN(x) ? x : x > 0 ? 1 : 0;
      out[1] = 1 - out[0];
      out[2] = densityOutside(a, b, x);
      return;
    }
    this.locate(x);
    const y = 1 - x;
    const term = this.scale * Math.exp(point[1]);
    out[2] = this.density(x, y, term);
    if (this.isLeft(x)) {
      out[0] = term * betaTail(a, b, x, y, point[0]);
      out[1] = complement(a, b, x, out[0]);
    } else {
      out[1] = term * betaTail(b, a, y, x, -point[0]);
      out[0] = complement(b, a, y, out[1]);
    }
  }

  evaluateLog(x: number, out: Float64Array): void {
    const { a, b } = this;
    if (!(x > 0 && x < 1)) {
      out[0] = Number.isNaN(x) ? x : x > 0 ? 0 : Number.NEGATIVE_INFINITY;
      out[1] = Number.isNaN(x) ? x : x > 0 ? Number.NEGATIVE_INFINITY : 0;
      return;
    }
    this.locate(x);
    const y = 1 - x;
    const logTerm = Math.log(this.scale) + point[1];
    if (this.isLeft(x)) writeLogs(a, b, x, logTerm + Math.log(betaTail(a, b, x, y, point[0])), out, 0);
    else writeLogs(b, a, y, logTerm + Math.log(betaTail(b, a, y, x, -point[0])), out, 1);
  }

  evaluateLogPdf(x: number, out: Float64Array): void {
    const { a, b } = this;
    const y = 1 - x;
    out[1] = (a === 1 ? 0 : (a - 1) / x) - (b === 1 ? 0 : (b - 1) / y);
    if (x > 0 && x < 1) {
      this.locate(x);
      out[0] = this.logDensity(x);
      out[2] = point[2];
      out[3] = point[3];
    } else {
      out[0] = Math.log(densityOutside(a, b, x));
      this.locate(x === 0 ? Number.MIN_VALUE : x);
      out[2] = x === 0 ? Number.NEGATIVE_INFINITY : point[2];
      out[3] = x === 1 ? Number.NEGATIVE_INFINITY : point[3];
    }
  }

  /** Whether the left tail is the one to compute; the other one is then its complement. */
  private isLeft(x: number): boolean {
    return x * (this.a + this.b + 2) <= this.a + 1;
  }

  private locate(x: number): void {
    const { a, b } = this;
    if (this.aroundMean) {
      const deviation = deviationFromMean(a, b, x);
      const u = deviation / a;
      const v = -deviation / b;
      const minusU = u < -0.5 ? Math.log((x * (a + b)) / a) - u : log1pMinus(u);
      const minusV = v < -0.5 ? Math.log(((1 - x) * (a + b)) / b) - v : log1pMinus(v);
      point[0] = -deviation;
      point[1] = this.shift + a * minusU + b * minusV;
      point[2] = minusU + u + this.gapA;
      point[3] = minusV + v + this.gapB;
    } else {
      const logX = Math.log(x);
      const logY = x < 0.5 ? Math.log1p(-x) : Math.log(1 - x);
      point[0] = a * (1 - x) - b * x;
      point[1] = this.shift + a * logX + b * logY;
      point[2] = logX + this.gapA;
      point[3] = logY + this.gapB;
    }
  }

  private density(x: number, y: number, term: number): number {
    return term > TINY && x > TINY ? term / (x * y) : Math.exp(this.logDensity(x));
  }

  private logDensity(x: number): number {
    return Math.log(this.scale) + point[1] - Math.log(x) - (x < 0.5 ? Math.log1p(-x) : Math.log(1 - x));
  }
}

/** 1 - mass, mass = I_x(a, b) on the left. A heavy left tail means a small a. */
function complement(a: number, b: number, x: number, mass: number): number {
  return mass > HEAVY ? -Math.expm1(logSmallTail(a, b, x)) : 1 - mass;
}

/** out[side] = log of the tail, out[1 - side] = log of its complement. */
function writeLogs(a: number, b: number, x: number, logMass: number, out: Float64Array, side: 0 | 1): void {
  if (logMass < -0.1) {
    out[side] = logMass;
    out[1 - side] = logMass > -Math.LN2 ? Math.log(-Math.expm1(logMass)) : Math.log1p(-Math.exp(logMass));
  } else {
    out[side] = logSmallTail(a, b, x);
    out[1 - side] = Math.log(-Math.expm1(out[side]));
  }
}

/** The density at x <= 0 or x >= 1. */
function densityOutside(a: number, b: number, x: number): number {
  if (x === 0) return a < 1 ? Number.POSITIVE_INFINITY : a > 1 ? 0 : b;
  if (x === 1) return b < 1 ? Number.POSITIVE_INFINITY : b > 1 ? 0 : a;
  return Number.isNaN(x) ? x : 0;
}
