import { gammaParts } from './gamma-parts.ts';
import { STIRLING_FROM } from './stirling.ts';

const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

const partsA = new Float64Array(5);
const partsB = new Float64Array(5);
const partsN = new Float64Array(5);

/**
 * What T = x^a (1-x)^b / B(a, b) needs of a and b alone, without a logarithm: out = [scale, shift, gapA, gapB] with
 *
 * T = scale exp(shift + a log(ratioA x) + b log(ratioB (1-x))),
 * d log T / da = log(ratioA x) + gapA,  d log T / db = log(ratioB (1-x)) + gapB.
 *
 * The ratios are about (a + b) / a and (a + b) / b, exactly so where that parameter is at least 10: the logarithms
 * vanish at the mean and nothing large cancels.
 */
export function betaScale(a: number, b: number, out: Float64Array): void {
  partsA[0] = a;
  partsB[0] = b;
  partsN[0] = a + b;
  gammaParts(partsA);
  gammaParts(partsB);
  gammaParts(partsN);
  const zA = partsA[0];
  const zB = partsB[0];
  const zN = partsN[0];
  const smaller = Math.min(zA, zB);
  const larger = Math.max(zA, zB);
  out[0] =
    Math.min(partsA[2], partsB[2]) *
    (Math.max(partsA[2], partsB[2]) / partsN[2]) *
    Math.sqrt((larger / zN) * smaller) *
    INVERSE_SQRT_TWO_PI;
  out[1] = partsN[1] - partsA[1] - partsB[1] + (partsA[4] + partsB[4] - partsN[4]);
  out[2] = partsA[3] - partsN[3];
  out[3] = partsB[3] - partsN[3];
}

/** The ratios: `raised` is z + 10 below z = 10. */
export function raised(z: number): number {
  return z >= STIRLING_FROM ? z : z + 10;
}
