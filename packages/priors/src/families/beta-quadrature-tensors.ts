import {
  add,
  div,
  exp,
  greater,
  lessEqual,
  log,
  maximum,
  minimum,
  mul,
  neg,
  onesLike,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import { fall, nodes, weights } from './beta-constants.ts';
import { expMinusOne, logOnePlus } from './beta-elementary-tensors.ts';
import type { BetaPoint, Pair } from './beta-point-tensors.ts';

/** The tail away from the mode, relative to the term x^a y^b / B(a, b). The last axis of all tensors has length 1. */
export interface BetaTail {
  readonly isUpper: Tensor;
  /** its mass */
  readonly mass: Tensor;
  /** its mass weighted with log(t / x) and with log((1 - t) / y) */
  moments(): Pair;
}

/**
 * One Gauss-Legendre rule in the distance d of logit t from logit x, on an extra last axis.
 *
 * With σ = 1 for the upper tail and -1 for the lower, the integrand is exp(-E(d)), E = |n x - a| d +
 * n [log(1 + u) - u + x (exp(σd) - 1 - σd)], u = x (exp(σd) - 1).
 */
export function betaTail(point: BetaPoint): BetaTail {
  const isUpper = greater(point.deviation, 0);
  const side = where(isUpper, onesLike(point.deviation), neg(onesLike(point.deviation)));
  const width = tailWidth(point, isUpper, side);
  const distance = mul(width, tensor1d([...nodes]));
  const { exponent, shift, signed } = descent(point, side, distance);
  const values = mul(exp(neg(exponent)), tensor1d([...weights]));
  const integral = (weight: Tensor) => mul(width, sum(mul(values, weight), -1, true));
  return {
    isUpper,
    mass: mul(width, sum(values, -1, true)),
    moments: () => [integral(sub(signed, shift)), integral(neg(shift))],
  };
}

/** E(d), and log(1 + u) = -log((1 - t) / y) */
function descent({ n, x, deviation }: BetaPoint, side: Tensor, distance: Tensor) {
  return tidy(() => {
    const signed = mul(side, distance);
    const growth = expMinusOne(signed);
    const u = mul(x, growth.exp);
    const change = logOnePlus(u);
    // Where u is large its linear term would cancel.
    const bracket = where(lessEqual(u, 1), add(mul(x, growth.minus), change.minus), sub(change.log, mul(x, signed)));
    const exponent = add(mul(mul(side, deviation), distance), mul(n, bracket));
    return { exponent, shift: change.log, signed, growth: growth.exp, u };
  });
}

/** How far the tail reaches: a closed form that is right for simple tails, and a Newton step of E(d) = fall. */
function tailWidth(point: BetaPoint, isUpper: Tensor, side: Tensor): Tensor {
  return tidy(() => {
    const { n, x, y } = point;
    const slope = mul(side, point.deviation);
    const guess = where(isUpper, upperGuess(point, slope), lowerGuess(point, slope));
    const { exponent, growth, u } = descent(point, side, guess);
    const steepness = add(slope, div(mul(mul(n, mul(x, y)), mul(side, growth)), add(u, 1)));
    return maximum(sub(guess, div(sub(exponent, fall), steepness)), mul(0.2, guess));
  });
}

/** E is near slope d + n x y d² / (2 + d): a quadratic equation. */
function lowerGuess({ n, x, y }: BetaPoint, slope: Tensor): Tensor {
  const sumOfRates = add(slope, mul(n, mul(x, y)));
  const half = sub(fall, mul(2, slope));
  return div(add(half, sqrt(add(square(half), mul(8 * fall, sumOfRates)))), mul(2, sumOfRates));
}

/** E is above n x (exp(d) - 1 - d) and above slope d. */
function upperGuess({ n, x }: BetaPoint, slope: Tensor): Tensor {
  const ratio = div(fall, maximum(mul(n, x), 1e-30));
  return minimum(log(add(1, add(ratio, sqrt(mul(2, ratio))))), div(fall, maximum(slope, 1e-30)));
}
