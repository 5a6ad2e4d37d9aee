import { A, B, DEPTH, GRADIENT_A, GRADIENT_B, LAMBDA, SCORE_A, SCORE_B, VALUE, X, Y } from './beta-tail-record.ts';

/**
 * I / T, T = x^a y^b / B(a, b), by a continued fraction summed backward from a depth known beforehand.
 *
 * It converges for all 0 < x < 1, and quickly left of the mean, where lambda = a - (a + b) x is positive.
 * @see Didonato and Morris, Algorithm 708 (1992), equation 9: the even part of DLMF 8.17.22
 */
export function betaFraction(tail: Float64Array): void {
  const a = tail[A];
  const b = tail[B];
  const x = tail[X];
  const c = tail[LAMBDA] + 1;
  const d = tail[Y] + 1;
  let r1 = 1 / (a + 2 * tail[DEPTH] + 1);
  let v = 0;
  for (let n = tail[DEPTH]; n > 0; n--) {
    const p = a + (n - 1);
    const r0 = 1 / (p + n);
    const xr = x * r0;
    const w = n * (b - n) * xr;
    v = (p * (p + b) * xr * w) / (n + w + (p + 1) * r1 * (c + n * d) + v);
    r1 = r0;
  }
  tail[VALUE] = 1 / (a * r1 * c + v);
}

/**
 * As `betaFraction`, with the derivatives in a and b carried through every step.
 *
 * From the end each step needs two products for a derivative, v = alpha / (beta + v') and
 * dv = (d alpha - v (d beta + dv')) / (beta + v'), where a sum from the start needs three derivatives of its own.
 */
export function betaFractionGradient(tail: Float64Array): void {
  const a = tail[A];
  const b = tail[B];
  const x = tail[X];
  const y = tail[Y];
  const c = tail[LAMBDA] + 1;
  const d = y + 1;
  let r1 = 1 / (a + 2 * tail[DEPTH] + 1);
  let v = 0;
  let vA = 0;
  let vB = 0;
  for (let n = tail[DEPTH]; n > 0; n--) {
    const p = a + (n - 1);
    const q = p + b;
    const r0 = 1 / (p + n);
    const xr = x * r0;
    const nxr = n * xr;
    const w = (b - n) * nxr;
    const xrw = xr * w;
    const e = (p + 1) * r1;
    const g = c + n * d;
    const alpha = p * q * xrw;
    const inverse = 1 / (n + w + e * g + v);
    v = alpha * inverse;
    vA = inverse * ((p + q) * xrw - 2 * r0 * alpha - v * (r1 * g * (1 - e) + e * y - w * r0 + vA));
    vB = inverse * (p * xr * (w + q * nxr) - v * (nxr - e * x + vB));
    r1 = r0;
  }
  const e = a * r1;
  const h = 1 / (e * c + v);
  const minusSquare = -h * h;
  tail[VALUE] = h;
  tail[GRADIENT_A] = minusSquare * (r1 * r1 * c + e * y + vA) + h * tail[SCORE_A];
  tail[GRADIENT_B] = minusSquare * (vB - e * x) + h * tail[SCORE_B];
}
