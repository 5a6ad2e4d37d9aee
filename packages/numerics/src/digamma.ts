import { requirePositive } from './require.ts';
import { digammaCorrection, STIRLING_FROM } from './stirling.ts';

/** The positive zero of psi, as the sum of two doubles. */
const ZERO_HIGH = 1.4616321449683622;
const ZERO_LOW = 9.549995429965697e-17;

/** psi(x) / (x - x0) in powers of x - 3/2 on [1, 2]: Chebyshev interpolation, error 1e-17. */
const AROUND_ZERO = Float64Array.of(
  0.951055876031832879,
  -0.423627421281460603,
  0.24054248424078737,
  -0.148404923053880067,
  0.0949887244528281799,
  -0.0619221332755618254,
  0.0407608339447412267,
  -0.0269757966568647186,
  0.0179072481922887522,
  -0.0119082201697860022,
  0.00792702413684363634,
  -0.00527993641788574141,
  0.00351807927170281237,
  -0.00234550162791071173,
  0.00156357399155151241,
  -0.00103642272478280226,
  0.000689942851421908948,
  -0.000486064170504123527,
  0.000326893164736214563,
  -0.000144603846092400878,
  0.0000915881688211700097,
  -0.000178373424004624238,
  0.000122415910000242664,
);

function digammaOneToTwo(x: number): number {
  const z = x - 1.5;
  let sum = 0;
  for (let k = AROUND_ZERO.length - 1; k >= 0; k--) sum = sum * z + AROUND_ZERO[k];
  return (x - ZERO_HIGH - ZERO_LOW) * sum;
}

/** psi(x) for x > 0, unchecked. */
export function digammaUnchecked(x: number): number {
  if (x >= STIRLING_FROM) return Math.log(x) - digammaCorrection(x);
  if (x < 1) return digammaOneToTwo(1 + x) - 1 / x;
  let sum = 0;
  let z = x;
  while (z > 2) {
    z -= 1;
    sum += 1 / z;
  }
  return sum + digammaOneToTwo(z);
}

/**
 * psi(x), the derivative of log Gamma(x), for x > 0.
 *
 * Relative accuracy about 1e-15, at the zero x = 1.4616... too. From 10 up by its asymptotic series (DLMF 5.11.2).
 * @throws RangeError unless x is a positive finite number
 */
export function digamma(x: number): number {
  requirePositive('digamma', 'x', x);
  return digammaUnchecked(x);
}
