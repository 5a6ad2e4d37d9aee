import { A, B, GRADIENT_A, GRADIENT_B, LAMBDA, VALUE, Y } from './beta-tail-record.ts';
import { expm1Minus } from './expm1-minus.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import { log1pMinus } from './log1p-minus.ts';
import { digammaCorrection } from './stirling.ts';

const { nodes: NODES, weights: WEIGHTS } = gaussLegendre(36);

/** The integrand is followed until it has fallen by exp(-FALL). */
const FALL = 38;

/**
 * A tail by one Gauss-Legendre rule with both derivatives at once, for a and b large.
 *
 * In the logit coordinate w = logit t - log(a/b) the integrand is exp(-E(w)), E = n [log1p(v) - v + p (exp(w) - 1 - w)],
 * n = a + b, p = a/n, v = p (exp(w) - 1), with its mode at w = 0. The derivatives have the weights w - log1p(v) and
 * -log1p(v) beside constants. The formula wants p <= 1/2: otherwise the tail is taken as a right one.
 */
export function betaTailQuadrature(tail: Float64Array): void {
  const a = tail[A];
  const b = tail[B];
  const w0 = Math.log1p(-tail[LAMBDA] / (a * tail[Y]));
  const total = digammaCorrection(a + b);
  integrate(Math.min(a, b), Math.max(a, b), a <= b ? w0 : -w0, a > b);
  const weightedA = a <= b ? integrals[1] : integrals[2];
  const weightedB = a <= b ? integrals[2] : integrals[1];
  tail[VALUE] = integrals[0];
  tail[GRADIENT_A] = weightedA + integrals[0] * (digammaCorrection(a) - total);
  tail[GRADIENT_B] = weightedB + integrals[0] * (digammaCorrection(b) - total);
}

const integrals = new Float64Array(3);

/** The integrals of exp(E(w0) - E(w)) from w0 away from the mode: plain, and with the weights in a and b. */
function integrate(a: number, b: number, w0: number, upper: boolean): void {
  const n = a + b;
  const p = a / n;
  const start = exponent(n, p, w0);
  const width = tailEnd(n, p, w0, upper, start + FALL) - w0;
  let sum = 0;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < NODES.length; i++) {
    const w = w0 + width * NODES[i];
    const minus = expm1Minus(w);
    const v = p * (minus + w);
    const log = log1pMinus(v);
    const value = WEIGHTS[i] * Math.exp(start - n * (log + p * minus));
    const logB = log + v;
    sum += value;
    sumA += value * (w - logB);
    sumB -= value * logB;
  }
  const scale = Math.abs(width);
  integrals[0] = sum * scale;
  integrals[1] = sumA * scale;
  integrals[2] = sumB * scale;
}

/** E(w). */
function exponent(n: number, p: number, w: number): number {
  const minus = expm1Minus(w);
  return n * (log1pMinus(p * (minus + w)) + p * minus);
}

/** Where the exponent reaches `level`: a Gaussian guess and Newton steps, E' = n p (1-p) (exp(w) - 1) / (1 + v). */
function tailEnd(n: number, p: number, w0: number, upper: boolean, level: number): number {
  const curvature = n * p * (1 - p);
  const reach = Math.sqrt((2 * level) / curvature);
  let w = upper ? Math.max(reach, w0) : Math.min(-reach, w0);
  for (let step = 0; step < 3; step++) {
    const rise = Math.expm1(w);
    w -= (exponent(n, p, w) - level) / ((curvature * rise) / (1 + p * rise));
  }
  return w;
}
