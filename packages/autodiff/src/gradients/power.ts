import { float, gradientOf, unbroadcast } from '@hyperprior/backends/gradients';
import {
  equal,
  type GradConfig,
  greater,
  log,
  logicalAnd,
  logicalOr,
  mul,
  onesLike,
  Pow,
  pow,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';

/**
 * b a^(b-1). A zero base needs care: 0 · ∞ must not make it NaN where b is 0, nor where b is 1 and it is differentiated
 * again. There a^(b-1) is replaced by the constant that it stands for.
 */
function byBase(a: Tensor, b: Tensor): Tensor {
  const lower = sub(b, 1);
  const isZero = equal(a, 0);
  const base = where(logicalAnd(isZero, logicalOr(equal(b, 0), equal(lower, 0))), onesLike(a), a);
  return mul(b, pow(base, lower));
}

/** a^b log a, and 0 where a is not positive; the logarithm is of a number that has one, so that its derivative has. */
function byExponent(a: Tensor, y: Tensor): Tensor {
  const positive = greater(a, 0);
  const logarithm = where(positive, log(where(positive, a, onesLike(a))), zerosLike(a));
  // A negative exponent makes y infinite at 0.
  return mul(where(positive, y, zerosLike(y)), logarithm);
}

/** The gradient of a power, both of whose partial derivatives can be differentiated again and again. */
export const powerGradients: readonly GradConfig[] = [
  gradientOf(Pow, { inputs: ['a', 'b'], output: true }, (dy, [a, b, y]) => ({
    a: () => unbroadcast(mul(dy, byBase(float(a), float(b))), a.shape),
    b: () => unbroadcast(mul(dy, byExponent(float(a), y)), b.shape),
  })),
];
