import { expm1Minus } from './expm1-minus.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import { log1pMinus } from './log1p-minus.ts';

const { nodes: NODES, weights: WEIGHTS } = gaussLegendre(36);

/** The integrand is followed until it has fallen by exp(-FALL). */
const FALL = 38;

/**
 * The tail of the Beta distribution in the logit coordinate w = logit t - log(a/b), from w0 away from the mode at
 * w = 0, relative to the integrand at w0, by one Gauss-Legendre rule. For a and b large.
 *
 * The integrand is exp(-E(w)), E = n [log1p(v) - v + p (exp(w) - 1 - w)] with the sign turned, n = a + b, p = a/n <= 1/2,
 * v = p (exp(w) - 1). Writes out[0] = integral of exp(E(w0) - E(w)) dw, and the same integral weighted with
 * w - log1p(v) in out[1] and with -log1p(v) in out[2].
 * @param w0 where the tail starts
 * @param upper whether the tail is w > w0
 */
export function betaTailQuadrature(a: number, b: number, w0: number, upper: boolean, out: Float64Array): void {
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
  out[0] = sum * scale;
  out[1] = sumA * scale;
  out[2] = sumB * scale;
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
