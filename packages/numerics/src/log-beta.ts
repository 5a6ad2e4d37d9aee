import { logGammaDifference } from './gamma-difference.ts';
import { logGammaUnchecked } from './log-gamma.ts';
import { requirePositive } from './require.ts';
import { HALF_LOG_TWO_PI, STIRLING_FROM, stirlingCorrection } from './stirling.ts';

/** log B(a, b) for a, b > 0, unchecked. */
export function logBetaUnchecked(a: number, b: number): number {
  const p = Math.min(a, b);
  const q = Math.max(a, b);
  if (p >= STIRLING_FROM) {
    const correction = stirlingCorrection(p) + stirlingCorrection(q) - stirlingCorrection(p + q);
    return HALF_LOG_TWO_PI + correction - 0.5 * Math.log(q) - (p - 0.5) * Math.log1p(q / p) - q * Math.log1p(p / q);
  }
  if (q >= STIRLING_FROM) return logGammaUnchecked(p) - logGammaDifference(q, p);
  return logGammaUnchecked(p) + (logGammaUnchecked(q) - logGammaUnchecked(p + q));
}

/**
 * log B(a, b) = log Gamma(a) + log Gamma(b) - log Gamma(a + b) for a, b > 0, without the cancellation of these
 * three terms when a parameter is large.
 * @throws RangeError unless a and b are positive finite numbers
 */
export function logBeta(a: number, b: number): number {
  requirePositive('logBeta', 'a', a);
  requirePositive('logBeta', 'b', b);
  return logBetaUnchecked(a, b);
}
