import { densityOutside, writeOutside } from './beta-outside.ts';
import {
  betaScale,
  GAP_A,
  GAP_B,
  PARAMETER_A,
  PARAMETER_B,
  RATIO_A,
  RATIO_B,
  SCALE,
  SCALE_SIZE,
} from './beta-scale.ts';
import { betaTail, betaTailGradient, logSmallTail } from './beta-tail.ts';
import { EXPONENT, GRADIENT_A, GRADIENT_B, SCORE_A, SCORE_B, TAIL_SIZE, VALUE, X } from './beta-tail-record.ts';
import { betaTerm, logDensity, writeDensity } from './beta-term.ts';
import { requirePositive } from './require.ts';

/**
 * The Beta(a, b) distribution at fixed parameters: what depends on a and b alone is computed once.
 *
 * The methods allocate nothing and write into the caller's array. x may be any number: on the closed interval the
 * formulas hold, its ends included; below and above it the distribution is 0 and 1; a NaN gives NaN.
 */
export interface BetaEvaluator {
  readonly a: number;
  readonly b: number;
  /**
   * Makes this the evaluator of another Beta(a, b), without allocating.
   * @throws RangeError unless a and b are positive finite numbers
   */
  reset(a: number, b: number): void;
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
  const evaluator = new Evaluator();
  evaluator.prepare(a, b);
  return evaluator;
}

/** A tail this heavy leaves a complement that is not a plain difference from 1. */
const HEAVY = 0.9;
const LOG_HEAVY = Math.log(HEAVY);

// What the functions below hand to each other. Nothing here is re-entrant, so one serves all.
const tail = new Float64Array(TAIL_SIZE);

class Evaluator implements BetaEvaluator {
  private readonly scale = new Float64Array(SCALE_SIZE);

  get a(): number {
    return this.scale[PARAMETER_A];
  }

  get b(): number {
    return this.scale[PARAMETER_B];
  }

  reset(a: number, b: number): void {
    requirePositive('reset', 'a', a);
    requirePositive('reset', 'b', b);
    this.prepare(a, b);
  }

  prepare(a: number, b: number): void {
    this.scale[PARAMETER_A] = a;
    this.scale[PARAMETER_B] = b;
    betaScale(this.scale);
  }

  evaluate(x: number, out: Float64Array): void {
    if (!(x > 0 && x < 1)) {
      writeOutside(this.a, this.b, x, out);
      out[3] = out[4] = Number.isNaN(x) ? x : 0;
      return;
    }
    tail[X] = x;
    const isLeft = betaTerm(this.scale, tail);
    const term = writeDensity(this.scale, tail, out);
    if (term === 0) clearResults();
    else betaTailGradient(tail, term);
    writeTail(term * tail[VALUE], isLeft ? 0 : 1, out);
    const sign = isLeft ? 1 : -1;
    out[3] = sign * tail[isLeft ? GRADIENT_A : GRADIENT_B];
    out[4] = sign * tail[isLeft ? GRADIENT_B : GRADIENT_A];
  }

  evaluateValue(x: number, out: Float64Array): void {
    if (!(x > 0 && x < 1)) {
      writeOutside(this.a, this.b, x, out);
      return;
    }
    tail[X] = x;
    const isLeft = betaTerm(this.scale, tail);
    const term = writeDensity(this.scale, tail, out);
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
    const isLeft = betaTerm(this.scale, tail);
    betaTail(tail);
    writeLogTail(Math.log(this.scale[SCALE]) + tail[EXPONENT] + Math.log(tail[VALUE]), isLeft ? 0 : 1, out);
  }

  evaluateLogPdf(x: number, out: Float64Array): void {
    const { a, b, scale } = this;
    out[1] = (a === 1 ? 0 : (a - 1) / x) - (b === 1 ? 0 : (b - 1) / (1 - x));
    if (x > 0 && x < 1) {
      tail[X] = x;
      const isLeft = betaTerm(scale, tail);
      out[0] = logDensity(scale, tail);
      out[2] = tail[isLeft ? SCORE_A : SCORE_B];
      out[3] = tail[isLeft ? SCORE_B : SCORE_A];
    } else {
      out[0] = Math.log(densityOutside(a, b, x));
      out[2] = Math.log(x) + Math.log(scale[RATIO_A]) + scale[GAP_A];
      out[3] = Math.log1p(-x) + Math.log(scale[RATIO_B]) + scale[GAP_B];
    }
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
