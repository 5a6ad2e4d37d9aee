import type { BetaConstants } from './beta-constants.ts';
import { log1pMinus } from './log1p-minus.ts';

/** Below this a term has lost digits to underflow. */
const TINY = 1e-280;

/**
 * log of T = x^a (1-x)^b / B(a, b).
 *
 * With both parameters large it is taken around the mean, a [log(1+u) - u] + b [log(1+v) - v] with u = d/a, v = -d/b
 * and d = (a + b) x - a, where nothing large cancels.
 * @param deviation (a + b) x - a
 */
export function logBetaTerm(constants: BetaConstants, deviation: number, logX: number, logY: number): number {
  const { a, b, logScale } = constants;
  if (!constants.aroundMean) return a * logX + b * logY + logScale;
  return a * logRatioMinus(deviation / a, logX, a, b) + b * logRatioMinus(-deviation / b, logY, b, a) + logScale;
}

/** log(1 + u) - u where 1 + u = x (a + b) / a; near -1 from log x, since u has lost the digits of x. */
function logRatioMinus(u: number, logX: number, a: number, b: number): number {
  return u < -0.5 ? logX + Math.log1p(b / a) - u : log1pMinus(u);
}

/** The density T / (x (1-x)), in logarithms where T or x is tiny. */
export function betaDensity(term: number, logTerm: number, x: number, y: number, logX: number, logY: number): number {
  return term > TINY && x > TINY ? term / (x * y) : Math.exp(logTerm - logX - logY);
}

/** The density at x <= 0 or x >= 1. */
export function betaDensityOutside(a: number, b: number, x: number): number {
  if (x === 0) return a < 1 ? Number.POSITIVE_INFINITY : a > 1 ? 0 : b;
  if (x === 1) return b < 1 ? Number.POSITIVE_INFINITY : b > 1 ? 0 : a;
  return Number.isNaN(x) ? x : 0;
}
