import { BetaConstants } from './beta-constants.ts';
import { betaTail, betaTailGradient, logSmallTail } from './beta-tail.ts';
import { betaDensity, betaDensityOutside, logBetaTerm } from './beta-term.ts';
import { deviationFromMean } from './exact-product.ts';
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
  /** out = [I, 1 - I, dI/dx, dI/da, dI/db] for I = I_x(a, b); I and 1 - I each to its own relative accuracy. */
  evaluate(x: number, out: Float64Array): void;
  /** out = [I, 1 - I, dI/dx]: cheaper. */
  evaluateValue(x: number, out: Float64Array): void;
  /** out = [log I, log(1 - I)], right where I or 1 - I would underflow. */
  evaluateLog(x: number, out: Float64Array): void;
  /** out = [log f, d/dx log f, d/da log f, d/db log f] for the density f; at the ends the limits, which may be infinite. */
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

/** Where a tail is put. Nothing here is re-entrant, so one array serves all. */
const scratch = new Float64Array(3);

class Evaluator implements BetaEvaluator {
  readonly a: number;
  readonly b: number;
  private readonly left: BetaConstants;
  private rightOrNull: BetaConstants | null = null;

  constructor(a: number, b: number) {
    this.a = a;
    this.b = b;
    this.left = new BetaConstants(a, b);
  }

  evaluate(x: number, out: Float64Array): void {
    const { a, b, left } = this;
    if (!(x > 0 && x < 1)) {
      this.evaluateValue(x, out);
      out[3] = out[4] = Number.isNaN(x) ? x : 0;
      return;
    }
    if (Number.isNaN(left.gapA)) left.prepareGradient();
    const y = 1 - x;
    const logX = Math.log(x);
    const logY = x < 0.5 ? Math.log1p(-x) : Math.log(y);
    const deviation = deviationFromMean(a, b, x);
    const logTerm = logBetaTerm(left, deviation, logX, logY);
    const term = Math.exp(logTerm);
    out[2] = betaDensity(term, logTerm, x, y, logX, logY);
    if (x <= left.switchAt) {
      betaTailGradient(left, x, y, logX, logY, deviation, scratch);
      const mass = term * scratch[0];
      out[0] = mass;
      out[1] = left.small ? -Math.expm1(logSmallTail(left, x, logX)) : 1 - mass;
      out[3] = term * scratch[1];
      out[4] = term * scratch[2];
    } else {
      const right = this.right();
      betaTailGradient(right, y, x, logY, logX, -deviation, scratch);
      const mass = term * scratch[0];
      out[0] = right.small ? -Math.expm1(logSmallTail(right, y, logY)) : 1 - mass;
      out[1] = mass;
      out[3] = -term * scratch[2];
      out[4] = -term * scratch[1];
    }
  }

  evaluateValue(x: number, out: Float64Array): void {
    const { a, b, left } = this;
    if (!(x > 0 && x < 1)) {
      out[0] = Number.isNaN(x) ? x : x > 0 ? 1 : 0;
      out[1] = 1 - out[0];
      out[2] = betaDensityOutside(a, b, x);
      return;
    }
    const y = 1 - x;
    const logX = Math.log(x);
    const logY = x < 0.5 ? Math.log1p(-x) : Math.log(y);
    const deviation = deviationFromMean(a, b, x);
    const logTerm = logBetaTerm(left, deviation, logX, logY);
    const term = Math.exp(logTerm);
    out[2] = betaDensity(term, logTerm, x, y, logX, logY);
    if (x <= left.switchAt) {
      const mass = term * betaTail(left, x, y, logY, deviation);
      out[0] = mass;
      out[1] = left.small ? -Math.expm1(logSmallTail(left, x, logX)) : 1 - mass;
    } else {
      const right = this.right();
      const mass = term * betaTail(right, y, x, logX, -deviation);
      out[0] = right.small ? -Math.expm1(logSmallTail(right, y, logY)) : 1 - mass;
      out[1] = mass;
    }
  }

  evaluateLog(x: number, out: Float64Array): void {
    const { a, b, left } = this;
    if (!(x > 0 && x < 1)) {
      out[0] = Number.isNaN(x) ? x : x > 0 ? 0 : Number.NEGATIVE_INFINITY;
      out[1] = Number.isNaN(x) ? x : x > 0 ? Number.NEGATIVE_INFINITY : 0;
      return;
    }
    const y = 1 - x;
    const logX = Math.log(x);
    const logY = x < 0.5 ? Math.log1p(-x) : Math.log(y);
    const deviation = deviationFromMean(a, b, x);
    const logTerm = logBetaTerm(left, deviation, logX, logY);
    if (x <= left.switchAt) {
      const logMass = left.small
        ? logSmallTail(left, x, logX)
        : logTerm + Math.log(betaTail(left, x, y, logY, deviation));
      out[0] = logMass;
      out[1] = logComplement(logMass);
    } else {
      const right = this.right();
      const logMass = right.small
        ? logSmallTail(right, y, logY)
        : logTerm + Math.log(betaTail(right, y, x, logX, -deviation));
      out[0] = logComplement(logMass);
      out[1] = logMass;
    }
  }

  evaluateLogPdf(x: number, out: Float64Array): void {
    const { a, b, left } = this;
    if (Number.isNaN(left.gapA)) left.prepareGradient();
    const y = 1 - x;
    const logX = Math.log(x);
    const logY = x < 0.5 ? Math.log1p(-x) : Math.log(y);
    if (x > 0 && x < 1) out[0] = logBetaTerm(left, deviationFromMean(a, b, x), logX, logY) - logX - logY;
    else out[0] = Math.log(betaDensityOutside(a, b, x));
    out[1] = (a === 1 ? 0 : (a - 1) / x) - (b === 1 ? 0 : (b - 1) / y);
    out[2] = logX + left.gapA;
    out[3] = logY + left.gapB;
  }

  private right(): BetaConstants {
    this.rightOrNull ??= this.left.mirrored();
    return this.rightOrNull;
  }
}

/** log(1 - exp(logMass)), from whichever of expm1 and log1p keeps the digits. */
function logComplement(logMass: number): number {
  return logMass > -Math.LN2 ? Math.log(-Math.expm1(logMass)) : Math.log1p(-Math.exp(logMass));
}
