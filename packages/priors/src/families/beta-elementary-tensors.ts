import {
  abs,
  add,
  div,
  exp,
  greater,
  less,
  lessEqual,
  log,
  logicalAnd,
  mul,
  square,
  sub,
  type Tensor,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import { atanhSeries, expSeries } from './beta-constants.ts';

// A GPU's log is only absolutely accurate near 1, and its exp loses what lies below 1. What is needed near 0 is
// therefore summed as a series.

/** Horner's rule, coefficients from the lowest power. */
export function polynomial(coefficients: readonly number[], x: Tensor): Tensor {
  return tidy(() => {
    const [last, ...rest] = coefficients.toReversed();
    return rest.reduce<Tensor>((sum, coefficient, i) => add(i === 0 ? mul(x, last) : mul(sum, x), coefficient), x);
  });
}

/** log(1 + u) as itself and without its linear term. */
export type LogOnePlus = {
  /** log(1 + u) */
  readonly log: Tensor;
  /** log(1 + u) - u */
  readonly minus: Tensor;
};

/** log(1 + u) for u > -1, both forms relatively accurate; `ratio` = 1 + u to its own accuracy. */
export function logOnePlus(u: Tensor, ratio: Tensor = add(u, 1)): LogOnePlus {
  return tidy(() => {
    const isNear = logicalAnd(greater(u, -0.5), lessEqual(u, 1));
    const near = where(isNear, u, 0);
    const series = log1pMinusSeries(near);
    const direct = log(ratio);
    return { log: where(isNear, add(series, near), direct), minus: where(isNear, series, sub(direct, u)) };
  });
}

/** log(1 + u) - u for -1/2 <= u <= 1: with r = u / (2 + u), log(1 + u) = 2 atanh(r) and 2r - u = -r u. */
function log1pMinusSeries(u: Tensor): Tensor {
  return tidy(() => {
    const r = div(u, add(u, 2));
    const s = square(r);
    return mul(r, sub(mul(2, mul(s, polynomial(atanhSeries, s))), u));
  });
}

/** exp(w) - 1 as itself and without its linear term. */
export type ExpMinusOne = {
  /** exp(w) - 1 */
  readonly exp: Tensor;
  /** exp(w) - 1 - w */
  readonly minus: Tensor;
};

/** exp(w) - 1, both forms relatively accurate. */
export function expMinusOne(w: Tensor): ExpMinusOne {
  return tidy(() => {
    const isNear = less(abs(w), 1);
    const near = where(isNear, w, 0);
    const series = mul(square(near), polynomial(expSeries, near));
    const direct = sub(exp(w), 1);
    return { exp: where(isNear, add(series, near), direct), minus: where(isNear, series, sub(direct, w)) };
  });
}
