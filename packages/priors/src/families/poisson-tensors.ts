import {
  add,
  clone,
  div,
  equal,
  exp,
  expandDims,
  greater,
  log,
  maximum,
  minimum,
  mul,
  neg,
  onesLike,
  sqrt,
  square,
  squeeze,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import type { TensorDensity } from '../family.ts';
import { log1mexp } from '../ops/elementary.ts';
import { latticeTensors } from '../step-tensors.ts';
import { fall, nodes, weights } from './beta-constants.ts';
import { expMinusOne, logOnePlus } from './beta-elementary-tensors.ts';
import { stirlingCorrection } from './beta-gamma-tensors.ts';

/** The Poisson distribution in float32, of TF.js operations. */
export function poissonTensors(rate: Tensor): TensorDensity {
  const logTail = (k: Tensor, isUpper: boolean) => tidy(() => logTails(k, rate)[isUpper ? 1 : 0]);
  return latticeTensors({
    last: null,
    // Six standard deviations, and room for the skewness.
    reach: add(add(rate, mul(6, sqrt(rate))), 30),
    cdf: (k) => tidy(() => exp(logTail(k, false))),
    sf: (k) => tidy(() => exp(logTail(k, true))),
    logCdf: (k) => logTail(k, false),
    logSf: (k) => logTail(k, true),
    logMass: (k) => logMass(k, rate),
    slope: (k) => tidy(() => neg(onesLike(k))),
    score: (k) => tidy(() => div(sub(k, rate), rate)),
    mean: () => clone(rate),
    variance: () => clone(rate),
  });
}

/** The saddle-point form: k log(k / rate) + rate - k does not cancel. */
function logMass(k: Tensor, rate: Tensor): Tensor {
  return tidy(() => {
    const safe = maximum(k, 1);
    const deviance = neg(mul(safe, logOnePlus(div(sub(rate, safe), safe), div(rate, safe)).minus));
    const value = neg(add(add(stirlingCorrection(safe), deviance), mul(0.5, log(mul(2 * Math.PI, safe)))));
    return where(equal(k, 0), neg(rate), value);
  });
}

/**
 * log F and log(1 - F). F(k) is the upper tail of the Gamma distribution with a = k + 1 at the rate. With t = rate exp(s) a
 * tail is rate P(X = k) ∫ exp(-E), E = (rate - a) s + rate (exp(s) - 1 - s). The tail away from the mode is integrated by one
 * Gauss-Legendre rule, the other is 1 minus it.
 */
function logTails(k: Tensor, rate: Tensor): [Tensor, Tensor] {
  const excess = expandDims(sub(sub(rate, k), 1), -1);
  const wide = expandDims(add(rate, mul(k, 0)), -1);
  const isLower = greater(excess, 0);
  const side = where(isLower, onesLike(excess), neg(onesLike(excess)));
  const slope = mul(side, excess);
  const fallen = (distance: Tensor) => {
    const growth = expMinusOne(mul(side, distance));
    return { exponent: add(mul(slope, distance), mul(wide, growth.minus)), growth: growth.exp };
  };
  const guess = where(isLower, rightGuess(wide, slope), leftGuess(wide, slope));
  const { exponent, growth } = fallen(guess);
  const steepness = add(slope, mul(wide, mul(side, growth)));
  const width = maximum(sub(guess, div(sub(exponent, fall), steepness)), mul(0.2, guess));
  const values = mul(exp(neg(fallen(mul(width, tensor1d([...nodes]))).exponent)), tensor1d([...weights]));
  const mass = squeeze(mul(width, sum(values, -1, true)), [-1]);
  const tail = minimum(add(add(log(rate), logMass(k, rate)), log(mass)), 0);
  const other = log1mexp(maximum(neg(tail), 1e-30));
  const lower = squeeze(isLower, [-1]);
  return [where(lower, tail, other), where(lower, other, tail)];
}

/** E is above rate (exp(s) - 1 - s) and above slope s. */
function rightGuess(rate: Tensor, slope: Tensor): Tensor {
  const ratio = div(fall, maximum(rate, 1e-30));
  return minimum(log(add(1, add(ratio, sqrt(mul(2, ratio))))), div(fall, maximum(slope, 1e-30)));
}

/** E is near slope d + rate d² / (2 + d): a quadratic equation. */
function leftGuess(rate: Tensor, slope: Tensor): Tensor {
  const rates = add(slope, rate);
  const half = sub(fall, mul(2, slope));
  return div(add(half, sqrt(add(square(half), mul(8 * fall, rates)))), mul(2, rates));
}
