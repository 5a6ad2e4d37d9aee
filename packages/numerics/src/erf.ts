import { requireNumber } from './require.ts';

/** erf(x) / x in powers of x² - 1/2 on |x| <= 1: Chebyshev interpolation, error 1e-19. */
const ERF_SERIES = Float64Array.of(
  0.9654687386698673,
  -0.2810721780454342,
  0.07940998675593483,
  -0.018283884489152538,
  0.003480274496665565,
  -0.0005611894221277472,
  7.829649525581307e-5,
  -9.614808525668017e-6,
  1.0536449386090643e-6,
  -1.0420476887166901e-7,
  9.387713747878065e-9,
  -7.764158544428486e-10,
  5.934366407730524e-11,
  -4.2320376764874594e-12,
  2.807352617647703e-13,
);

/** x exp(x²) erfc(x) in powers of t - 1/4, t = (x - 3) / (x + 3), on x >= 1: Chebyshev interpolation, error 1e-18. */
const SCALED_SERIES = Float64Array.of(
  0.5535231886653431,
  0.0431006816953288,
  -0.07102681389781897,
  0.06918210867053133,
  -0.04989124503545553,
  0.0273874985900583,
  -0.010830313495887025,
  0.002398958828995778,
  0.0002531032442420796,
  -0.0003953207639275759,
  8.389824773699634e-5,
  3.878324222832784e-5,
  -2.197733615813618e-5,
  -2.996980364215886e-6,
  4.4781969402237735e-6,
  1.4061739306007363e-7,
  -9.259004621854223e-7,
  2.808792130019011e-9,
  2.0133088603318884e-7,
  2.559727729607794e-9,
  -4.133736330188783e-8,
  -2.324895450022165e-9,
  5.574897024755757e-9,
  5.560642757345382e-10,
);

function horner(coefficients: Float64Array, z: number): number {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * z + coefficients[k];
  return sum;
}

/** erf x for |x| <= 1. */
export function erfNearZero(x: number): number {
  return x * horner(ERF_SERIES, x * x - 0.5);
}

/** exp(x²) erfc(x) for x >= 1: no overflow, no underflow. */
export function scaledErfc(x: number): number {
  if (x === Number.POSITIVE_INFINITY) return 0;
  return horner(SCALED_SERIES, (x - 3) / (x + 3) - 0.25) / x;
}

/** exp(-scale x²) without the rounding of x², which the exponential would blow up: x splits into a float32 and a rest. */
export function expMinusSquare(x: number, scale: number): number {
  const high = Math.fround(x);
  if (high > 1e4 || high < -1e4) return 0;
  return Math.exp(-scale * high * high) * Math.exp(-scale * (x - high) * (x + high));
}

/**
 * The error function, 2/sqrt(pi) times the integral of exp(-t²) from 0 to x. Relative accuracy about 4e-16.
 * @throws RangeError when x is NaN
 */
export function erf(x: number): number {
  requireNumber('erf', 'x', x);
  if (Math.abs(x) <= 1) return erfNearZero(x);
  return x > 0 ? 1 - positiveErfc(x) : positiveErfc(-x) - 1;
}

/**
 * 1 - erf(x), relatively accurate as far as it can be held (x up to 26.5).
 * @throws RangeError when x is NaN
 */
export function erfc(x: number): number {
  requireNumber('erfc', 'x', x);
  if (Math.abs(x) <= 0.5) return 1 - erfNearZero(x);
  if (x < 0) return 2 - erfc(-x);
  return x <= 1 ? 1 - erfNearZero(x) : positiveErfc(x);
}

function positiveErfc(x: number): number {
  return expMinusSquare(x, 1) * scaledErfc(x);
}
