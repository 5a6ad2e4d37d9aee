import type { BetaConstants } from './beta-constants.ts';
import { betaFraction, betaFractionGradient } from './beta-continued-fraction.ts';
import { betaSeries, betaSeriesGradient } from './beta-power-series.ts';
import { betaTailQuadrature } from './beta-quadrature.ts';
import { digammaCorrection } from './stirling.ts';

/** The power series is used up to here, where b x <= 1. */
const SERIES_UP_TO = 0.15;
/** With both parameters this large the quadrature takes over near the mean, where the fraction is slow. */
const LARGE = 400;
/** In standard deviations from the mean: farther out the fraction is quick again. */
const NEAR = 8;

/** Where the integrals are put. Nothing here is re-entrant, so one array serves all. */
const scratch = new Float64Array(3);

/**
 * The left tail of Beta(a, b) at x <= switchAt, over T = x^a y^b / B(a, b): returns h = I_x(a, b) / T.
 *
 * Three methods share the work: the power series (a small, or x and b x small), one Gauss-Legendre rule (both
 * parameters large, near the mean), and the continued fraction everywhere else.
 */
export function betaTail(constants: BetaConstants, x: number, y: number, logY: number, deviation: number): number {
  const { a, b } = constants;
  if (usesSeries(constants, x)) return (Math.exp(-b * logY) * (1 + a * betaSeries(a, b, x))) / a;
  if (usesQuadrature(a, b, deviation)) {
    quadrature(a, b, y, deviation, scratch);
    return scratch[0];
  }
  return betaFraction(a, b, x, y, -deviation);
}

/** As `betaTail`, with derivatives: out = [h, (dI/da) / T, (dI/db) / T]. */
export function betaTailGradient(
  constants: BetaConstants,
  x: number,
  y: number,
  logX: number,
  logY: number,
  deviation: number,
  out: Float64Array,
): void {
  const { a, b } = constants;
  if (usesSeries(constants, x)) seriesGradient(constants, x, logX, logY, out);
  else if (usesQuadrature(a, b, deviation)) quadratureGradient(a, b, y, deviation, out);
  else {
    betaFractionGradient(a, b, x, y, -deviation, out);
    out[1] += out[0] * (logX + constants.gapA);
    out[2] += out[0] * (logY + constants.gapB);
  }
}

/** log I_x(a, b) for small a, relatively accurate as it tends to 0: its expm1 is the other tail. */
export function logSmallTail(constants: BetaConstants, x: number, logX: number): number {
  if (Number.isNaN(constants.smallScale)) constants.prepareSmall();
  const { a, b } = constants;
  return a * logX + constants.smallScale + Math.log1p(a * betaSeries(a, b, x));
}

function usesSeries(constants: BetaConstants, x: number): boolean {
  return constants.small || (x <= SERIES_UP_TO && constants.b * x <= 1);
}

function usesQuadrature(a: number, b: number, deviation: number): boolean {
  return a >= LARGE && b >= LARGE && deviation * deviation < (NEAR * NEAR * a * b) / (a + b);
}

function seriesGradient(constants: BetaConstants, x: number, logX: number, logY: number, out: Float64Array): void {
  if (Number.isNaN(constants.smallScale)) constants.prepareSmall();
  const { a, b } = constants;
  betaSeriesGradient(a, b, x, out);
  const scale = Math.exp(-b * logY) / a;
  const total = 1 + a * out[0];
  const gradientA = total * (logX + constants.smallGapA) + out[0] + a * out[1];
  const gradientB = total * constants.smallGapB + a * out[2];
  out[0] = scale * total;
  out[1] = scale * gradientA;
  out[2] = scale * gradientB;
}

/** The left tail by quadrature. Its formula wants the smaller parameter first: otherwise it is seen as a right tail. */
function quadrature(a: number, b: number, y: number, deviation: number, out: Float64Array): void {
  const w = Math.log1p(deviation / (a * y));
  if (a <= b) betaTailQuadrature(a, b, w, false, out);
  else {
    betaTailQuadrature(b, a, -w, true, out);
    const swapped = out[1];
    out[1] = out[2];
    out[2] = swapped;
  }
}

function quadratureGradient(a: number, b: number, y: number, deviation: number, out: Float64Array): void {
  quadrature(a, b, y, deviation, out);
  const total = digammaCorrection(a + b);
  out[1] += out[0] * (digammaCorrection(a) - total);
  out[2] += out[0] * (digammaCorrection(b) - total);
}
