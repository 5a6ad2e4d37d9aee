import { digammaCorrection, STIRLING_FROM, stirlingCorrection } from './stirling.ts';

/**
 * Writes what log Gamma(z) and psi(z) are made of, with one logarithm left to take: for Z = z + k >= 10,
 *
 * log Gamma(z) = (Z - 1/2) log Z - Z + log(2 pi)/2 + D(Z) - log P,  psi(z) = log Z - c(Z) - S
 *
 * out = [Z, D(Z), c(Z), P, S], P = z (z + 1) ... (Z - 1) and S the sum of 1 / (z + j). For z > 0.
 */
export function gammaParts(z: number, out: Float64Array): void {
  let product = 1;
  let slope = 0;
  while (z < STIRLING_FROM) {
    slope = slope * z + product;
    product *= z;
    z += 1;
  }
  out[0] = z;
  out[1] = stirlingCorrection(z);
  out[2] = digammaCorrection(z);
  out[3] = product;
  out[4] = slope / product;
}
