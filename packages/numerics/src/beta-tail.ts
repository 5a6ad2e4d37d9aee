import { betaFraction, betaFractionGradient } from './beta-continued-fraction.ts';
import { betaSeries, betaSeriesGradient } from './beta-power-series.ts';
import { betaTailQuadrature } from './beta-quadrature.ts';
import { A, B, GRADIENT_A, GRADIENT_B, LAMBDA, VALUE, X } from './beta-tail-record.ts';
import { digammaUnchecked } from './digamma.ts';
import { digammaDifference, logGammaDifference } from './gamma-difference.ts';
import { logGamma1p } from './log-gamma.ts';

/** Below this the fraction's derivative in a loses digits as 1 / a, and the series in Gamma(1 + a) is used. */
const TINY_PARAMETER = 1e-3;
/** With both parameters this large the quadrature takes over near the mean, where the fraction is slow. */
const LARGE = 400;
/** In standard deviations from the mean: farther out the fraction is quick again. */
const NEAR = 8;

/**
 * Fills in the value of a tail at x <= (a + 1) / (a + b + 2).
 *
 * The continued fraction serves nearly everywhere; near the mean of two large parameters one Gauss-Legendre rule.
 */
export function betaTail(tail: Float64Array): void {
  if (usesQuadrature(tail)) betaTailQuadrature(tail);
  else betaFraction(tail);
}

/** As `betaTail`, with the derivatives in a and b times `term`: alone they overflow where a parameter is nearly 0. */
export function betaTailGradient(tail: Float64Array, term: number): void {
  if (tail[A] < TINY_PARAMETER) {
    seriesGradient(tail, term);
    return;
  }
  if (usesQuadrature(tail)) betaTailQuadrature(tail);
  else betaFractionGradient(tail);
  tail[GRADIENT_A] *= term;
  tail[GRADIENT_B] *= term;
}

/**
 * log I_x(a, b) for b x <= 2 and a small, relatively accurate as it tends to 0: its expm1 is the other tail.
 */
export function logSmallTail(tail: Float64Array): number {
  const a = tail[A];
  const b = tail[B];
  const x = tail[X];
  const logGammas = logGammaDifference(b, a) - logGamma1p(a);
  return a * Math.log(x) + logGammas + Math.log1p(a * betaSeries(a, b, x));
}

function usesQuadrature(tail: Float64Array): boolean {
  const a = tail[A];
  const b = tail[B];
  const lambda = tail[LAMBDA];
  return a >= LARGE && b >= LARGE && lambda * lambda < (NEAR * NEAR * a) / (1 + a / b);
}

/** The power series, written with Gamma(1 + a) and psi(1 + a) so that the poles at a = 0 cancel on paper. */
function seriesGradient(tail: Float64Array, term: number): void {
  const a = tail[A];
  const b = tail[B];
  const x = tail[X];
  betaSeriesGradient(a, b, x, series);
  const scale = Math.exp(-b * Math.log1p(-x)) / a;
  const total = 1 + a * series[0];
  const gapA = digammaUnchecked(a + b) - digammaUnchecked(1 + a);
  tail[VALUE] = scale * total;
  const mass = scale * term;
  tail[GRADIENT_A] = mass * (total * (Math.log(x) + gapA) + series[0] + a * series[1]);
  tail[GRADIENT_B] = mass * (total * digammaDifference(b, a) + a * series[2]);
}

const series = new Float64Array(3);
