import { densityOutside, writeOutside } from './beta-outside.ts';
import { betaScale, raised } from './beta-scale.ts';
import { betaTail, betaTailGradient, logSmallTail } from './beta-tail.ts';
import {
  A,
  B,
  EXPONENT,
  GRADIENT_A,
  GRADIENT_B,
  LAMBDA,
  SCORE_A,
  SCORE_B,
  TAIL_SIZE,
  VALUE,
  X,
  Y,
} from './beta-tail-record.ts';
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
const LOG_HEAVY = Math.log(HEAVY);
/** Below this T or x has lost digits to underflow, or its reciprocal overflows. */
const TINY = 1e-280;

// What the functions below hand to each other. Nothing here is re-entrant, so one of each serves all.
const constants = new Float64Array(4);
const tail = new Float64Array(TAIL_SIZE);

class Evaluator implements BetaEvaluator {
  readonly a: number;
  readonly b: number;
  private readonly scale: number;
  private readonly shift: number;
  private readonly gapA: number;
  private readonly gapB: number;

  constructor(a: number, b: number) {
    betaScale(a, b, constants);
    this.a = a;
    this.b = b;
    this.scale = constants[0];
    this.shift = constants[1];
    this.gapA = constants[2];
    this.gapB = constants[3];
  }

  evaluate(x: number, out: Float64Array): void {
    if (!(x > 0 && x < 1)) {
      writeOutside(this.a, this.b, x, out);
      out[3] = out[4] = Number.isNaN(x) ? x : 0;
      return;
    }
    tail[X] = x;
    const isLeft = this.locate();
    const term = this.writeDensity(out);
    if (term === 0) clearResults();
    else betaTailGradient(tail);
    writeTail(term * tail[VALUE], isLeft ? 0 : 1, out);
    const sign = isLeft ? term : -term;
    out[3] = sign * tail[isLeft ? GRADIENT_A : GRADIENT_B];
    out[4] = sign * tail[isLeft ? GRADIENT_B : GRADIENT_A];
  }

  evaluateValue(x: number, out: Float64Array): void {
    if (!(x > 0 && x < 1)) {
      writeOutside(this.a, this.b, x, out);
      return;
    }
    tail[X] = x;
    const isLeft = this.locate();
    const term = this.writeDensity(out);
    if (term === 0) clearResults();
    else betaTail(tail);
    writeTail(term * tail[VALUE], isLeft ? 0 : 1, out);
  }

  evaluateLog(x: number, out: Float64Array): void {
    if (!(x > 0 && x < 1)) {
      out[0] = Number.isNaN(x) ? x : x > 0 ? 0 : Number.NEGATIVE_INFINITY;
      out[1] = Number.isNaN(x) ? x : x > 0 ? Number.NEGATIVE_INFINITY : 0;
      return;
    }
    tail[X] = x;
    const isLeft = this.locate();
    betaTail(tail);
    writeLogTail(Math.log(this.scale) + tail[EXPONENT] + Math.log(tail[VALUE]), isLeft ? 0 : 1, out);
  }

  evaluateLogPdf(x: number, out: Float64Array): void {
    const { a, b } = this;
    out[1] = (a === 1 ? 0 : (a - 1) / x) - (b === 1 ? 0 : (b - 1) / (1 - x));
    if (x > 0 && x < 1) {
      tail[X] = x;
      const isLeft = this.locate();
      out[0] = this.logDensity();
      out[2] = tail[isLeft ? SCORE_A : SCORE_B];
      out[3] = tail[isLeft ? SCORE_B : SCORE_A];
    } else {
      out[0] = Math.log(densityOutside(a, b, x));
      out[2] = Math.log(x) + Math.log(raised(a + b) / raised(a)) + this.gapA;
      out[3] = Math.log1p(-x) + Math.log(raised(a + b) / raised(b)) + this.gapB;
    }
  }

  /** Fills in `tail` for 0 < x < 1 as the tail to compute, and says whether it is the left one. */
  private locate(): boolean {
    const { a, b } = this;
    const x = tail[X];
    const y = 1 - x;
    const largeA = a >= STIRLING_FROM;
    const largeB = b >= STIRLING_FROM;
    const deviation = deviationFromMean(a, b, x);
    const u = deviation / a;
    const v = -deviation / b;
    const n = raised(a + b);
    const ratioA = n / raised(a);
    const ratioB = n / raised(b);
    const minusU = largeA ? logMinus(u, x * ratioA) : 0;
    const minusV = largeB ? logMinus(v, y * ratioB) : 0;
    const logU = largeA ? minusU + u : Math.log(x * ratioA);
    const logV = largeB ? minusV + v : Math.log(y * ratioB) + (1 - y - x) / y;
    // Where both are large a u + b v = 0, and leaving it out leaves nothing large.
    tail[EXPONENT] = this.shift + (largeA && largeB ? a * minusU + b * minusV : a * logU + b * logV);
    const isLeft = x * (a + b + 2) <= a + 1;
    tail[A] = isLeft ? a : b;
    tail[B] = isLeft ? b : a;
    tail[X] = isLeft ? x : y;
    tail[Y] = isLeft ? y : x;
    tail[LAMBDA] = isLeft ? -deviation : deviation;
    const scoreA = logU + this.gapA;
    const scoreB = logV + this.gapB;
    tail[SCORE_A] = isLeft ? scoreA : scoreB;
    tail[SCORE_B] = isLeft ? scoreB : scoreA;
    return isLeft;
  }

  /** out[2] = the density; returns T. */
  private writeDensity(out: Float64Array): number {
    const term = this.scale * Math.exp(tail[EXPONENT]);
    const product = tail[X] * tail[Y];
    out[2] = term > TINY && product > TINY ? term / product : Math.exp(this.logDensity());
    return term;
  }

  private logDensity(): number {
    return Math.log(this.scale) + tail[EXPONENT] - Math.log(tail[X]) - Math.log(tail[Y]);
  }
}

/** Where T underflows the tail and its derivatives do, too. */
function clearResults(): void {
  tail[VALUE] = 0;
  tail[GRADIENT_A] = 0;
  tail[GRADIENT_B] = 0;
}

/** out[side] = the tail, out[1 - side] = its complement. */
function writeTail(mass: number, side: 0 | 1, out: Float64Array): void {
  out[side] = Math.min(mass, 1);
  out[1 - side] = mass > HEAVY ? -Math.expm1(logSmallTail(tail)) : 1 - mass;
}

/** out[side] = log of the tail, out[1 - side] = log of its complement. */
function writeLogTail(logMass: number, side: 0 | 1, out: Float64Array): void {
  const log = logMass > LOG_HEAVY ? logSmallTail(tail) : logMass;
  out[side] = log;
  out[1 - side] = log > -Math.LN2 ? Math.log(-Math.expm1(log)) : Math.log1p(-Math.exp(log));
}

/** log(1 + u) - u; near u = -1 by the logarithm of 1 + u, which u has lost digits of. */
function logMinus(u: number, onePlusU: number): number {
  return u < -0.5 ? Math.log(onePlusU) - u : log1pMinus(u);
}
