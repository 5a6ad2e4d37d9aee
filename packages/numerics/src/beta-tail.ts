import { betaFraction, betaFractionGradient } from './beta-continued-fraction.ts';
import { betaSeries, betaSeriesGradient } from './beta-power-series.ts';
import { betaTailQuadrature } from './beta-quadrature.ts';
import { digammaUnchecked } from './digamma.ts';
import { digammaDifference, logGammaDifference } from './gamma-difference.ts';
import { logGamma1p } from './log-gamma.ts';
import { digammaCorrection } from './stirling.ts';

/** Below this the fraction's derivative in a loses digits as 1 / a, and the series in Gamma(1 + a) is used. */
const TINY_PARAMETER = 1e-3;
/** With both parameters this large the quadrature takes over near the mean, where the fraction is slow. */
const LARGE = 400;
/** In standard deviations from the mean: farther out the fraction is quick again. */
const NEAR = 8;

/**
 * The left tail of Beta(a, b) at x <= (a + 1) / (a + b + 2), over T = x^a y^b / B(a, b): returns h = I_x(a, b) / T.
 *
 * The continued fraction serves nearly everywhere; near the mean of two large parameters one Gauss-Legendre rule.
 * @param lambda a - (a + b) x
 */
export function betaTail(a: number, b: number, x: number, y: number, lambda: number): number {
  if (!usesQuadrature(a, b, lambda)) return betaFraction(a, b, x, y, lambda);
  quadrature(a, b, y, lambda, scratch);
  return scratch[0];
}

const scratch = new Float64Array(3);

/**
 * As `betaTail`, with derivatives: out = [I / T, (dI/da) / T, (dI/db) / T].
 * @param scoreA d log T / da
 * @param scoreB d log T / db
 */
export function betaTailGradient(
  a: number,
  b: number,
  x: number,
  y: number,
  lambda: number,
  scoreA: number,
  scoreB: number,
  out: Float64Array,
): void {
  if (a < TINY_PARAMETER) seriesGradient(a, b, x, out);
  else if (usesQuadrature(a, b, lambda)) quadratureGradient(a, b, y, lambda, out);
  else {
    betaFractionGradient(a, b, x, y, lambda, out);
    out[1] += out[0] * scoreA;
    out[2] += out[0] * scoreB;
  }
}

/**
 * log I_x(a, b) for b x <= 2 and a small, relatively accurate as it tends to 0: its expm1 is the other tail.
 */
export function logSmallTail(a: number, b: number, x: number): number {
  const logGammas = logGammaDifference(b, a) - logGamma1p(a);
  return a * Math.log(x) + logGammas + Math.log1p(a * betaSeries(a, b, x));
}

function usesQuadrature(a: number, b: number, lambda: number): boolean {
  return a >= LARGE && b >= LARGE && lambda * lambda < (NEAR * NEAR * a) / (1 + a / b);
}

/** The power series, written with Gamma(1 + a) and psi(1 + a) so that the poles at a = 0 cancel on paper. */
function seriesGradient(a: number, b: number, x: number, out: Float64Array): void {
  betaSeriesGradient(a, b, x, out);
  const scale = Math.exp(-b * Math.log1p(-x)) / a;
  const total = 1 + a * out[0];
  const gapA = digammaUnchecked(a + b) - digammaUnchecked(1 + a);
  const gradientA = total * (Math.log(x) + gapA) + out[0] + a * out[1];
  const gradientB = total * digammaDifference(b, a) + a * out[2];
  out[0] = scale * total;
  out[1] = scale * gradientA;
  out[2] = scale * gradientB;
}

/** The left tail by quadrature. Its formula wants the smaller parameter first: otherwise it is seen as a right tail. */
function quadrature(a: number, b: number, y: number, lambda: number, out: Float64Array): void {
  const w = Math.log1p(-lambda / (a * y));
  if (a <= b) betaTailQuadrature(a, b, w, false, out);
  else {
    betaTailQuadrature(b, a, -w, true, out);
    const swapped = out[1];
    out[1] = out[2];
    out[2] = swapped;
  }
}

function quadratureGradient(a: number, b: number, y: number, lambda: number, out: Float64Array): void {
  quadrature(a, b, y, lambda, out);
  const total = digammaCorrection(a + b);
  out[1] += out[0] * (digammaCorrection(a) - total);
  out[2] += out[0] * (digammaCorrection(b) - total);
}
