import {
  add,
  div,
  exp,
  less,
  lessEqual,
  log,
  logicalAnd,
  maximum,
  mul,
  neg,
  onesLike,
  sub,
  sum,
  type Tensor,
  tensor1d,
  where,
} from '@tensorflow/tfjs-core';
import { nodes, small, weights } from './beta-constants.ts';
import { expMinusOne, logOnePlus } from './beta-elementary-tensors.ts';
import { digammaCorrection, gammaStep, raise } from './beta-gamma-tensors.ts';
import type { BetaPoint } from './beta-point-tensors.ts';

/** The lower tail where a is small. The last axis of all tensors has length 1. */
export interface BetaSmallTail {
  /** Where this form holds: elsewhere its numbers mean nothing. */
  readonly holds: Tensor;
  readonly logMass: Tensor;
  /** ∂ log I / ∂a, ∂ log I / ∂b */
  readonly aSlope: Tensor;
  readonly bSlope: Tensor;
}

/** t / x at the nodes of the rule for the integral over (t / x)^(1/4), which tames t^(a-1) at 0. */
const positions = nodes.map((node) => node ** 4);
const positionWeights = nodes.map((node, i) => (4 * weights[i]) / node);

/**
 * log I_x(a, b) = a log x - log(a B(a, b)) + log(1 + a s), s = ∫₀¹ u^(a-1) [(1 - x u)^(b-1) - 1] du, each part
 * relatively accurate for small a, so that 1 - I is too.
 */
export function betaSmallTail({ a, b, n, x }: BetaPoint): BetaSmallTail {
  const { s, aPartial, bPartial } = remainder(a, b, x);
  const remaining = logOnePlus(mul(a, s));
  const total = add(mul(a, s), 1);
  const { isSmall, raised } = raise(b);
  const fromB = gammaStep(raised, a);
  const fromOne = gammaStep(onesLike(a), a);
  const gammaRatio = sub(fromB.logGamma, where(isSmall, logOnePlus(div(a, b)).log, 0));
  const scaled = log(mul(x, div(add(raised, a), add(a, 1))));
  const logBeta = sub(gammaRatio, fromOne.logGamma);
  const raisedN = raise(n);
  const digammaGap = sub(
    sub(digammaCorrection(add(a, 1)), digammaCorrection(raisedN.raised)),
    where(raisedN.isSmall, div(1, n), 0),
  );
  const aLog = add(log(mul(x, div(raisedN.raised, add(a, 1)))), digammaGap);
  return {
    holds: logicalAnd(less(a, small), lessEqual(mul(b, x), maximum(a, 1))),
    logMass: add(add(mul(a, scaled), logBeta), remaining.log),
    aSlope: add(aLog, div(add(s, mul(a, aPartial)), total)),
    bSlope: add(div(mul(a, bPartial), total), add(fromB.digamma, where(isSmall, div(a, mul(b, n)), 0))),
  };
}

/** s with its partial derivatives. */
function remainder(a: Tensor, b: Tensor, x: Tensor) {
  const [position, weight] = [tensor1d(positions), tensor1d(positionWeights)];
  const logPosition = tensor1d(positions.map(Math.log));
  const logRest = logOnePlus(neg(mul(x, position))).log;
  const excess = expMinusOne(mul(sub(b, 1), logRest)).exp;
  const power = mul(weight, exp(mul(a, logPosition)));
  const integral = (values: Tensor) => sum(mul(power, values), -1, true);
  return {
    s: integral(excess),
    aPartial: integral(mul(excess, logPosition)),
    bPartial: integral(mul(add(excess, 1), logRest)),
  };
}
