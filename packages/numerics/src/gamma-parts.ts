import { digammaSeries, STIRLING_FROM, stirlingSeries } from './stirling.ts';

/**
 * Replaces parts[0] = z by what Gamma(z) and psi(z) are made of besides powers and logarithms of Z = z + k, where k = 10 for z < 10 and
 * 0 from there up: parts = [Z, D(Z), R, c(Z) + S, k] with
 *
 * Gamma(z) = sqrt(2 pi) Z^(z - 1/2) exp(D(Z) - Z) / R,  psi(z) = log Z - (c(Z) + S),
 *
 * R the product of (z + j) / Z and S the sum of 1 / (z + j) over j < k.
 */
export function gammaParts(parts: Float64Array): void {
  const z = parts[0];
  if (z >= STIRLING_FROM) {
    const r = 1 / z;
    const s = r * r;
    parts[1] = r * stirlingSeries(s);
    parts[2] = 1;
    parts[3] = 0.5 * r + s * digammaSeries(s);
    parts[4] = 0;
    return;
  }
  // (z + j) (z + 9 - j) = w + j (9 - j): five factors instead of ten.
  const w = z * (z + 9);
  const first = w * (w + 8);
  const second = (w + 14) * (w + 18);
  const third = w + 20;
  const firstSecond = first * second;
  const product = firstSecond * third;
  const slope = ((2 * w + 8) * second + first * (2 * w + 32)) * third + firstSecond;
  const raised = z + 10;
  const r = 1 / raised;
  const s = r * r;
  const s2 = s * s;
  parts[0] = raised;
  parts[1] = r * stirlingSeries(s);
  parts[2] = product * s2 * s2 * s;
  parts[3] = 0.5 * r + s * digammaSeries(s) + ((2 * z + 9) * slope) / product;
  parts[4] = 10;
}
