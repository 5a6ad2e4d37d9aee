import { betaDepth } from './beta-depth.ts';
import { GAP_A, GAP_B, PARAMETER_A, PARAMETER_B, RATIO_A, RATIO_B, SCALE, SHIFT } from './beta-scale.ts';
import { A, B, EXPONENT, LAMBDA, SCORE_A, SCORE_B, X, Y } from './beta-tail-record.ts';
import { deviationFromMean } from './deviation.ts';
import { exp } from './exp.ts';
import { log1pMinus } from './log1p-minus.ts';

/**
 * From here up log(1 + u) - u replaces log(1 + u), whose rounding the parameter multiplies. Below, that costs a
 * relative error of up to 3e-14 (measured), and spares a series and its branches.
 */
const NEAR_MEAN_FROM = 100;

/** Below this T or x has lost digits to underflow, or its reciprocal overflows. */
const TINY = 1e-280;

/**
 * Fills in `tail` for 0 < x = tail[X] < 1 as the tail to compute, with T = x^a (1-x)^b / B(a, b) in its logarithm and
 * the derivatives of that, and says whether it is the left one.
 */
export function betaTerm(scale: Float64Array, tail: Float64Array): boolean {
  const a = scale[PARAMETER_A];
  const b = scale[PARAMETER_B];
  const x = tail[X];
  const y = 1 - x;
  const deviation = deviationFromMean(a, b, x);
  const isLeft = x * (a + b + 2) <= a + 1;
  tail[A] = isLeft ? a : b;
  tail[B] = isLeft ? b : a;
  tail[X] = isLeft ? x : y;
  tail[Y] = isLeft ? y : x;
  tail[LAMBDA] = isLeft ? -deviation : deviation;
  betaDepth(tail);
  const largeA = a >= NEAR_MEAN_FROM;
  const largeB = b >= NEAR_MEAN_FROM;
  const u = deviation / a;
  const v = -deviation / b;
  const minusU = largeA ? logMinus(u, x * scale[RATIO_A]) : 0;
  const minusV = largeB ? logMinus(v, y * scale[RATIO_B]) : 0;
  const logU = largeA ? minusU + u : Math.log(x * scale[RATIO_A]);
  const logV = largeB ? minusV + v : Math.log(y * scale[RATIO_B]) + (1 - y - x) / y;
  // Where both are large a u + b v = 0, and leaving it out leaves nothing large.
  tail[EXPONENT] = scale[SHIFT] + (largeA && largeB ? a * minusU + b * minusV : a * logU + b * logV);
  const scoreA = logU + scale[GAP_A];
  const scoreB = logV + scale[GAP_B];
  tail[SCORE_A] = isLeft ? scoreA : scoreB;
  tail[SCORE_B] = isLeft ? scoreB : scoreA;
  return isLeft;
}

/** out[2] = the density; returns T. */
export function writeDensity(scale: Float64Array, tail: Float64Array, out: Float64Array): number {
  const term = scale[SCALE] * exp(tail[EXPONENT]);
  const product = tail[X] * tail[Y];
  out[2] = term > TINY && product > TINY ? term / product : Math.exp(logDensity(scale, tail));
  return term;
}

export function logDensity(scale: Float64Array, tail: Float64Array): number {
  return Math.log(scale[SCALE]) + tail[EXPONENT] - Math.log(tail[X]) - Math.log(tail[Y]);
}

/** log(1 + u) - u; near u = -1 by the logarithm of 1 + u, which u has lost digits of. */
function logMinus(u: number, onePlusU: number): number {
  return u < -0.5 ? Math.log(onePlusU) - u : log1pMinus(u);
}
