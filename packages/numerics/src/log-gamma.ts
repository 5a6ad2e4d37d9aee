import { requirePositive } from './require.ts';
import { HALF_LOG_TWO_PI, STIRLING_FROM, stirlingCorrection } from './stirling.ts';

/** log Gamma(2 + z) / z on |z| <= 1/2: Chebyshev interpolation, error below 5e-19. */
function logGammaNearTwo(z: number): number {
  const s = z * z;
  const even =
    0.42278433509846713 +
    s *
      (-0.06735230105319814 +
        s *
          (-0.007385551028668096 +
            s *
              (-0.0011927539120033873 +
                s *
                  (-0.00022315475069647703 +
                    s *
                      (-0.00004492635166770342 +
                        s *
                          (-9.438454884054723e-6 +
                            s * (-2.044935323180052e-6 + s * (-4.303234692956732e-7 + s * -1.341570273460026e-7))))))));
  const odd =
    0.3224670334241132 +
    s *
      (0.02058080842778463 +
        s *
          (0.0028905103307343394 +
            s *
              (0.0005096695250262799 +
                s *
                  (0.00009945750665169756 +
                    s *
                      (0.000020507292365464966 +
                        s *
                          (4.374221208333783e-6 +
                            s * (9.584290249224467e-7 + s * (2.0192169921430407e-7 + s * 6.473973449314896e-8))))))));
  return even + z * odd;
}

/** log Gamma(1 + z) for -1/2 <= z <= 1/2, relatively accurate at its zero z = 0. */
export function logGamma1p(z: number): number {
  return z * logGammaNearTwo(z) - Math.log1p(z);
}

/** log Gamma(x) for x > 0, unchecked. */
export function logGammaUnchecked(x: number): number {
  if (x >= STIRLING_FROM) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingCorrection(x);
  if (x < 0.5) return logGamma1p(x) - Math.log(x);
  if (x <= 1.5) return logGamma1p(x - 1);
  let product = 1;
  let z = x;
  while (z > 2.5) {
    z -= 1;
    product *= z;
  }
  z -= 2;
  const base = z * logGammaNearTwo(z);
  return product === 1 ? base : base + Math.log(product);
}

/**
 * log Gamma(x) for x > 0.
 *
 * Relative accuracy about 1e-15, at the zeros x = 1 and x = 2 too. From 8 up by Stirling's series (DLMF 5.11.1),
 * below by the recurrence and a polynomial around 2.
 * @throws RangeError unless x is a positive finite number
 */
export function logGamma(x: number): number {
  requirePositive('logGamma', 'x', x);
  return logGammaUnchecked(x);
}
