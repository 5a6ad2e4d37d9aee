import { erfNearZero } from './erf.ts';
import { logNormalCdf, normalCdf, normalPdf } from './normal.ts';
import { requireUnit } from './require.ts';

/** Within this distance of 1/2 the quantile is solved for from p - 1/2, which is exact there. */
const CENTRAL = 0.25;

/**
 * The standard normal quantile: the z with normalCdf(z) = p. -Infinity at 0, Infinity at 1.
 *
 * A rational start (Abramowitz and Stegun 26.2.23, error 5e-4), then Halley's steps to full double accuracy.
 * The tails are solved for in log p, so p = 1e-300 is as accurate as p = 0.1. For p near 1, pass the complement and
 * turn the sign: `-normalQuantile(q)`.
 * @throws RangeError unless p lies in [0, 1]
 */
export function normalQuantile(p: number): number {
  requireUnit('normalQuantile', 'p', p);
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (Math.abs(p - 0.5) <= CENTRAL) return centralQuantile(p - 0.5);
  return p < 0.5 ? lowerQuantile(p) : -lowerQuantile(1 - p);
}

/** The quantile of 1/2 + excess. */
function centralQuantile(excess: number): number {
  let z = excess * Math.sqrt(2 * Math.PI);
  for (let step = 0; step < 4; step++) {
    const newton = (0.5 * erfNearZero(z * Math.SQRT1_2) - excess) / normalPdf(z);
    z -= newton / (1 + 0.5 * z * newton);
  }
  return z;
}

/** The quantile of p <= 1/4. */
function lowerQuantile(p: number): number {
  const logP = Math.log(p);
  let z = roughQuantile(logP);
  for (let step = 0; step < 2; step++) {
    // g = log Phi(z) - log p, g' = r, g'' = -r (z + r).
    const hazard = normalPdf(z) / normalCdf(z);
    const newton = (logNormalCdf(z) - logP) / (hazard > 0 ? hazard : -z);
    z -= newton / (1 + 0.5 * newton * (z + (hazard > 0 ? hazard : -z)));
  }
  return z;
}

function roughQuantile(logP: number): number {
  const t = Math.sqrt(-2 * logP);
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return numerator / denominator - t;
}
