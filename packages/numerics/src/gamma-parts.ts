import { digammaSeries, STIRLING_FROM, stirlingSeries } from './stirling.ts';

/** Places in a row of `gammaParts`. */
export const RAISED = 0;
export const INVERSE = 1;
export const LOG_PART = 2;
export const DIGAMMA_PART = 3;
export const PRODUCT_PART = 4;
export const ROW = 5;

/**
 * What Gamma(z) and psi(z) are made of besides powers and logarithms of Z = z + k, where k = 8 for z < 8 and 0 from
 * there up. Replaces every row that starts with z by [Z, 1/Z, D(Z) - k, c(Z) + S, R], with
 *
 * Gamma(z) = sqrt(2 pi) Z^(z - 1/2) exp(D(Z) - k - z) / R,  psi(z) = log Z - (c(Z) + S),
 *
 * R the product of (z + j) / Z and S the sum of 1 / (z + j) over j < k.
 */
export function gammaParts(rows: Float64Array): void {
  for (let row = 0; row < rows.length; row += ROW) {
    const z = rows[row];
    let raised = z;
    let shift = 0;
    let product = 1;
    let sum = 0;
    if (z < STIRLING_FROM) {
      // (z + j) (z + 7 - j) = w + j (7 - j): four factors instead of eight.
      const w = z * (z + 7);
      const first = w * (w + 6);
      const second = (w + 10) * (w + 12);
      product = first * second;
      sum = ((2 * z + 7) * ((2 * w + 6) * second + first * (2 * w + 22))) / product;
      raised = z + 8;
      shift = 8;
    }
    const r = 1 / raised;
    const s = r * r;
    const s2 = s * s;
    rows[row] = raised;
    rows[row + INVERSE] = r;
    rows[row + LOG_PART] = r * stirlingSeries(s) - shift;
    rows[row + DIGAMMA_PART] = 0.5 * r + s * digammaSeries(s) + sum;
    rows[row + PRODUCT_PART] = shift === 0 ? 1 : product * s2 * s2;
  }
}
