import { requirePositive } from './require.ts';

/** From here up the asymptotic series below is good to double accuracy. */
const RAISED_TO = 12;

/** Bernoulli numbers B₂, B₄, ..., the coefficients of z⁻³, z⁻⁵, ... */
const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510];

/**
 * psi'(x), the derivative of digamma, for x > 0: recurrence up to 12, then the asymptotic series (DLMF 5.15.8).
 * @throws RangeError unless x is a positive finite number
 */
export function trigamma(x: number): number {
  requirePositive('trigamma', 'x', x);
  let [z, sum] = [x, 0];
  while (z < RAISED_TO) {
    sum += 1 / z / z;
    z += 1;
  }
  const r = 1 / z;
  const s = r * r;
  return sum + r + 0.5 * s + BERNOULLI.reduceRight((series, coefficient) => s * (coefficient + series), 0) * r;
}

/**
 * psi'(x) - psi'(x + h), relatively accurate for small h as well: each term is taken as h times its divided difference.
 * @throws RangeError unless x and h are positive finite numbers
 */
export function trigammaDifference(x: number, h: number): number {
  requirePositive('trigammaDifference', 'x', x);
  requirePositive('trigammaDifference', 'h', h);
  let [z, sum] = [x, 0];
  while (z < RAISED_TO) {
    // h (1/z + 1/(z + h)) / (z (z + h)), by ratios: neither a square nor a product overflows before the result does.
    sum += (h / (z + h) / z) * (1 / z + 1 / (z + h));
    z += 1;
  }
  const [p, q] = [1 / z, 1 / (z + h)];
  const difference = (h / (z + h)) * p;
  // p^m - q^m = (p - q) (p^(m-1) + p^(m-2) q + ...), from m = 3 in steps of two.
  let total = 1 + 0.5 * (p + q);
  let [quotient, power] = [p * p + p * q + q * q, q * q];
  for (const coefficient of BERNOULLI) {
    total += coefficient * quotient;
    power *= q * q;
    quotient = quotient * p * p + power * (p / q + 1);
  }
  return sum + difference * total;
}
