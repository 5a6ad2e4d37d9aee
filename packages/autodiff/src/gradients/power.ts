import { float, gradientOf, unbroadcast } from '@hyperprior/backends/gradients';
import {
  equal,
  type GradConfig,
  greater,
  log,
  logicalAnd,
  mul,
  onesLike,
  Pow,
  pow,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { isRecording } from '../tape/is-recording.ts';

/**
 * b a^(b-1). If it is differentiated again, 0 · ∞ must not make it NaN at a = 0 where b is 0 or 1: there it is the
 * constant that it is for those b.
 */
function byBase(a: Tensor, b: Tensor): Tensor {
  const lower = sub(b, 1);
  if (!isRecording()) return mul(b, pow(a, lower));
  const isZero = equal(a, 0);
  const base = where(logicalAnd(isZero, equal(lower, 0)), onesLike(a), a);
  const exponent = where(logicalAnd(isZero, equal(b, 0)), onesLike(b), lower);
  return mul(b, pow(base, exponent));
}

/** a^b log a, and 0 where a is not positive; the logarithm is of a number that has one, so that its derivative has. */
function byExponent(a: Tensor, y: Tensor): Tensor {
  const positive = greater(a, 0);
  return mul(y, where(positive, log(where(positive, a, onesLike(a))), zerosLike(a)));
}

/** The gradient of a power, both of whose partial derivatives can be differentiated again and again. */
export const powerGradients: readonly GradConfig[] = [
  gradientOf(Pow, { inputs: ['a', 'b'], output: true }, (dy, [a, b, y]) => ({
    a: () => unbroadcast(mul(dy, byBase(float(a), float(b))), a.shape),
    b: () => unbroadcast(mul(dy, byExponent(float(a), y)), b.shape),
  })),
];
