/** From here up both series below are good to double accuracy. */
export const STIRLING_FROM = 8;

/** log(2 pi) / 2. */
export const HALF_LOG_TWO_PI = 0.9189385332046728;

/** D(z) = log Gamma(z) - (z - 1/2) log z + z - log(2 pi) / 2 for z >= 8 (DLMF 5.11.1). */
export function stirlingCorrection(z: number): number {
  const r = 1 / z;
  return r * stirlingSeries(r * r);
}

/** c(z) = log z - psi(z) for z >= 8 (DLMF 5.11.2). */
export function digammaCorrection(z: number): number {
  const r = 1 / z;
  return 0.5 * r + r * r * digammaSeries(r * r);
}

/**
 * z D(z) as a function of s = 1/z².
 *
 * Both polynomials interpolate at Chebyshev nodes on [0, 1/64]: the errors of D and c stay below 3e-17, with fewer
 * terms than the asymptotic series need.
 */
export function stirlingSeries(s: number): number {
  const s2 = s * s;
  const low = 1 / 12 - 0.002777777777767938 * s;
  const middle = 0.0007936507621204598 - 0.0005952218356549677 * s;
  return low + s2 * (middle + s2 * (0.0008387904948476859 - 0.001693159632038964 * s));
}

/** z² (c(z) - 1/(2z)) as a function of s = 1/z². */
export function digammaSeries(s: number): number {
  const s2 = s * s;
  const low = 1 / 12 - 0.008333333333208575 * s;
  const middle = 0.0039682535683986785 - 0.0041664602475630355 * s;
  return low + s2 * (middle + s2 * (0.007538085712749807 - 0.018222348105848947 * s));
}
