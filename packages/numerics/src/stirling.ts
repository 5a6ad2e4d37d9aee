/** From here up both asymptotic series below are good to double accuracy. */
export const STIRLING_FROM = 10;

/** log(2 pi) / 2. */
export const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * D(z) = log Gamma(z) - (z - 1/2) log z + z - log(2 pi) / 2, by its asymptotic series, for z >= 10.
 *
 * Source: DLMF 5.11.1, B_{2k} / (2k (2k - 1) z^{2k-1}).
 */
export function stirlingCorrection(z: number): number {
  const r = 1 / z;
  const s = r * r;
  const low = 1 / 12 + s * (-1 / 360 + s * (1 / 1260 + s * (-1 / 1680)));
  const high = 1 / 1188 + s * (-691 / 360360 + s * (1 / 156 + s * (-3617 / 122400)));
  const s2 = s * s;
  return r * (low + s2 * s2 * high);
}

/**
 * c(z) = log z - psi(z), by its asymptotic series, for z >= 10.
 *
 * Source: DLMF 5.11.2, 1/(2z) + B_{2k} / (2k z^{2k}).
 */
export function digammaCorrection(z: number): number {
  const r = 1 / z;
  const s = r * r;
  const low = 1 / 12 + s * (-1 / 120 + s * (1 / 252 + s * (-1 / 240)));
  const high = 1 / 132 + s * (-691 / 32760 + s * (1 / 12 + s * (-3617 / 8160)));
  const s2 = s * s;
  return 0.5 * r + s * (low + s2 * s2 * high);
}
