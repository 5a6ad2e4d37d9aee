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
  return r * stirlingSeries(r * r);
}

/**
 * c(z) = log z - psi(z), by its asymptotic series, for z >= 10.
 *
 * Source: DLMF 5.11.2, 1/(2z) + B_{2k} / (2k z^{2k}).
 */
export function digammaCorrection(z: number): number {
  const r = 1 / z;
  return 0.5 * r + r * r * digammaSeries(r * r);
}

/** z D(z) as a function of s = 1/z². From z = 32 up the later terms are below a rounding error. */
export function stirlingSeries(s: number): number {
  const low = 1 / 12 + s * (-1 / 360 + s * (1 / 1260 + s * (-1 / 1680)));
  if (s < SHORT_BELOW) return low;
  const s2 = s * s;
  return low + s2 * s2 * (1 / 1188 + s * (-691 / 360360 + s * (1 / 156 + s * (-3617 / 122400))));
}

/** z² (c(z) - 1/(2z)) as a function of s = 1/z². */
export function digammaSeries(s: number): number {
  const low = 1 / 12 + s * (-1 / 120 + s * (1 / 252 + s * (-1 / 240)));
  if (s < SHORT_BELOW) return low;
  const s2 = s * s;
  return low + s2 * s2 * (1 / 132 + s * (-691 / 32760 + s * (1 / 12 + s * (-3617 / 8160))));
}

const SHORT_BELOW = 1 / 1024;
