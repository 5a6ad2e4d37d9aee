import { requirePositive } from './require.ts';
import { digammaCorrection, STIRLING_FROM } from './stirling.ts';

/** The positive zero of psi, as the sum of two doubles. */
const ZERO_HIGH = 1.4616321449683622;
const ZERO_LOW = 9.549995429965697e-17;

/** psi(x) / (x - x0) in powers of x - 3/2 on [1, 2]: Chebyshev interpolation, error 1e-17. */
const AROUND_ZERO = Float64Array.of(
  0.9510558760318328,
  -0.4236274212814606,
  0.24054248424078736,
  -0.14840492305388006,
  0.09498872445282817,
  -0.06192213327556183,
  0.040760833944741226,
  -0.02697579665686472,
  0.01790724819228875,
  -0.011908220169786002,
  0.007927024136843637,
  -0.0052799364178857415,
  0.0035180792717028125,
  -0.0023455016279107115,
  0.0015635739915515125,
  -0.0010364227247828023,
  0.0006899428514219089,
  -0.00048606417050412354,
  0.00032689316473621455,
  -0.00014460384609240088,
  0.00009158816882116998,
  -0.00017837342400462423,
  0.00012241591000024265,
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
 * Relative accuracy about 1e-15, at the zero x = 1.4616... too. From 8 up by its asymptotic series (DLMF 5.11.2).
 * @throws RangeError unless x is a positive finite number
 */
export function digamma(x: number): number {
  requirePositive('digamma', 'x', x);
  return digammaUnchecked(x);
}
