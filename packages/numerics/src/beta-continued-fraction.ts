import { A, B, GRADIENT_A, GRADIENT_B, LAMBDA, SCORE_A, SCORE_B, VALUE, X, Y } from './beta-tail-record.ts';

/** The sum ends at a term this much smaller than itself: the terms beyond fall at once by a factor of 3 to 100. */
const TOLERANCE = 1e-15;
const GRADIENT_TOLERANCE = 5e-14;
const MOST_STEPS = 20_000;

/**
 * I / T, T = x^a y^b / B(a, b), by a continued fraction summed forward (Steed's method).
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
  let r0 = 1 / (a + 1);
  let inverse = 1 / (a * r0 * c);
  let delta = inverse;
  let h = inverse;
  for (let n = 1; n < MOST_STEPS; n++) {
    const r1 = 1 / (a + 2 * n + 1);
    const w = n * (b - n) * x * r0;
    const alpha = (a + n - 1) * (a + b + n - 1) * x * r0 * w;
    const beta = n + w + (a + n) * r1 * (c + n * d);
    const next = 1 / (beta + alpha * inverse);
    const factor = -alpha * inverse * next;
    delta *= factor;
    h += delta;
    if (Math.abs(delta) <= TOLERANCE * h) break;
    inverse = next;
    r0 = r1;
  }
  tail[VALUE] = h;
}

/** As `betaFraction`, with the derivatives in a and b carried through every step. */
export function betaFractionGradient(tail: Float64Array): void {
  const a = tail[A];
  const b = tail[B];
  const x = tail[X];
  const y = tail[Y];
  const c = tail[LAMBDA] + 1;
  const d = y + 1;
  let r0 = 1 / (a + 1);
  let inverse = 1 / (a * r0 * c);
  const square = inverse * inverse;
  let inverseA = -square * (r0 * r0 * c + a * r0 * y);
  let inverseB = square * a * r0 * x;
  let delta = inverse;
  let deltaA = inverseA;
  let deltaB = inverseB;
  let h = inverse;
  let hA = inverseA;
  let hB = inverseB;
  for (let n = 1; n < MOST_STEPS; n++) {
    const r1 = 1 / (a + 2 * n + 1);
    const xr = x * r0;
    const nxr = n * xr;
    const w = (b - n) * nxr;
    const e = (a + n) * r1;
    const g = c + n * d;
    const p = a + n - 1;
    const q = p + b;
    const pq = p * q;
    const xrw = xr * w;
    const alpha = pq * xrw;
    const alphaA = (p + q - 2 * pq * r0) * xrw;
    const alphaB = p * xr * (w + q * nxr);
    const beta = n + w + e * g;
    const betaA = r1 * g * (1 - e) + e * y - w * r0;
    const betaB = nxr - e * x;

    const next = 1 / (beta + alpha * inverse);
    const minusSquare = -next * next;
    const nextA = minusSquare * (betaA + alphaA * inverse + alpha * inverseA);
    const nextB = minusSquare * (betaB + alphaB * inverse + alpha * inverseB);
    const u = alpha * inverse;
    const factor = -u * next;
    const factorA = -((alphaA * inverse + alpha * inverseA) * next + u * nextA);
    const factorB = -((alphaB * inverse + alpha * inverseB) * next + u * nextB);
    deltaA = factorA * delta + factor * deltaA;
    deltaB = factorB * delta + factor * deltaB;
    delta *= factor;
    h += delta;
    hA += deltaA;
    hB += deltaB;
    if (
      Math.abs(delta) <= TOLERANCE * h &&
      Math.abs(deltaA) <= GRADIENT_TOLERANCE * Math.abs(hA) &&
      Math.abs(deltaB) <= GRADIENT_TOLERANCE * (Math.abs(hB) + h)
    )
      break;
    inverse = next;
    inverseA = nextA;
    inverseB = nextB;
    r0 = r1;
  }
  tail[VALUE] = h;
  tail[GRADIENT_A] = hA + h * tail[SCORE_A];
  tail[GRADIENT_B] = hB + h * tail[SCORE_B];
}
