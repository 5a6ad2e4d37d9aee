import { requirePositive } from './require.ts';
import { HALF_LOG_TWO_PI, STIRLING_FROM, stirlingCorrection } from './stirling.ts';

/** log Gamma(2 + z) / z on |z| <= 1/2: Chebyshev interpolation, error below 5e-19. */
function logGammaNearTwo(z: number): number {
  const s = z * z;
  const even =
    0.422784335098467139 +
    s *
      (-0.0673523010531981399 +
        s *
          (-0.00738555102866809621 +
            s *
              (-0.00119275391200338729 +
                s *
                  (-0.000223154750696477028 +
                    s *
                      (-0.0000449263516677034177 +
                        s *
                          (-9.43845488405472269e-6 +
                            s *
                              (-2.04493532318005205e-6 +
                                s * (-4.30323469295673188e-7 + s * -1.34157027346002598e-7))))))));
  const odd =
    0.322467033424113218 +
    s *
      (0.0205808084277846313 +
        s *
          (0.00289051033073433955 +
            s *
              (0.000509669525026279818 +
                s *
                  (0.0000994575066516975631 +
                    s *
                      (0.0000205072923654649649 +
                        s *
                          (4.37422120833378271e-6 +
                            s *
                              (9.58429024922446664e-7 +
                                s * (2.01921699214304056e-7 + s * 6.47397344931489632e-8))))))));
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
 * Relative accuracy about 1e-15, at the zeros x = 1 and x = 2 too. From 10 up by Stirling's series (DLMF 5.11.1),
 * below by the recurrence and a polynomial around 2.
 * @throws RangeError unless x is a positive finite number
 */
export function logGamma(x: number): number {
  requirePositive('logGamma', 'x', x);
  return logGammaUnchecked(x);
}
