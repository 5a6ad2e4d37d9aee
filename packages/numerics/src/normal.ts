import { erfNearZero, expMinusSquare, scaledErfc } from './erf.ts';
import { requireNumber } from './require.ts';

const INVERSE_SQRT_TWO_PI = 0.3989422804014327;
const SQRT_TWO_OVER_PI = 0.7978845608028654;

/** From here outwards the tail is taken from exp(-z²/2) and a smooth factor. */
const TAIL_FROM = Math.SQRT2;

/**
 * The standard normal density, exp(-z²/2) / sqrt(2 pi).
 * @throws RangeError when z is NaN
 */
export function normalPdf(z: number): number {
  requireNumber('normalPdf', 'z', z);
  return INVERSE_SQRT_TWO_PI * expMinusSquare(z, 0.5);
}

/**
 * The standard normal cdf, relatively accurate in the lower tail as far as it can be held (z down to -38).
 * The upper tail 1 - cdf(z) is `normalCdf(-z)`.
 * @throws RangeError when z is NaN
 */
export function normalCdf(z: number): number {
  requireNumber('normalCdf', 'z', z);
  if (z > TAIL_FROM) return 1 - lowerTail(-z);
  return z < -TAIL_FROM ? lowerTail(z) : 0.5 + 0.5 * erfNearZero(z * Math.SQRT1_2);
}

/**
 * log of the standard normal cdf, right where the cdf itself underflows.
 * @throws RangeError when z is NaN
 */
export function logNormalCdf(z: number): number {
  requireNumber('logNormalCdf', 'z', z);
  if (z > 0) return Math.log1p(-normalCdf(-z));
  if (z >= -TAIL_FROM) return Math.log(normalCdf(z));
  return -0.5 * z * z + Math.log(0.5 * scaledErfc(-z * Math.SQRT1_2));
}

/**
 * The hazard of the standard normal distribution, pdf(z) / (1 - cdf(z)): the inverse Mills ratio. Right for every z, as
 * the exponentials of both are never formed in the upper tail, where it tends to z + 1/z.
 * @throws RangeError when z is NaN
 */
export function normalHazard(z: number): number {
  requireNumber('normalHazard', 'z', z);
  if (z <= TAIL_FROM) return normalPdf(z) / normalCdf(-z);
  return z === Number.POSITIVE_INFINITY ? z : SQRT_TWO_OVER_PI / scaledErfc(z * Math.SQRT1_2);
}

/** The cdf for z < -sqrt(2). */
function lowerTail(z: number): number {
  return 0.5 * expMinusSquare(z, 0.5) * scaledErfc(-z * Math.SQRT1_2);
}
