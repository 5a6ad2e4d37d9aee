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
import type { BetaPoint, Pair } from './beta-point-tensors.ts';

/** The lower tail where a is small. The last axis of all tensors has length 1. */
export interface BetaSmallTail {
  /** Where this form holds: elsewhere its numbers mean nothing. */
  readonly holds: Tensor;
  readonly logMass: Tensor;
  /** ∂ log I / ∂a, ∂ log I / ∂b */
  slopes(): Pair;
}

/** t / x at the nodes of the rule for the integral over (t / x)^(1/4), which tames t^(a-1) at 0. */
const positions = nodes.map((node) => node ** 4);
const positionWeights = nodes.map((node, i) => (4 * weights[i]) / node);

/**
 * log I_x(a, b) = a log x - log(a B(a, b)) + log(1 + a s), s = ∫₀¹ u^(a-1) [(1 - x u)^(b-1) - 1] du, each part
 * relatively accurate for small a, so that 1 - I is too.
 */
export function betaSmallTail(point: BetaPoint): BetaSmallTail {
  const { a, b, x } = point;
  const integrals = remainder(point);
  const { isSmall, raised } = raise(b);
  const fromB = gammaStep(raised, a);
  const fromOne = gammaStep(onesLike(a), a);
  const raising = where(isSmall, logOnePlus(div(a, b)).log, 0);
  const logBeta = sub(sub(fromB.logGamma, raising), fromOne.logGamma);
  const logScaled = log(mul(x, div(add(raised, a), add(a, 1))));
  return {
    holds: logicalAnd(less(a, small), lessEqual(mul(b, x), maximum(a, 1))),
    logMass: add(add(mul(a, logScaled), logBeta), logOnePlus(mul(a, integrals.s)).log),
    slopes: () => slopes(point, integrals, fromB.digamma),
  };
}

/** The derivatives of the three parts, with ψ(n) - ψ(1 + a) and ψ(n) - ψ(b) from arguments of at least 1. */
function slopes({ a, b, n, x }: BetaPoint, { s, partials }: Remainder, digammaStep: Tensor): Pair {
  const { isSmall, raised } = raise(n);
  const next = add(a, 1);
  const gap = sub(sub(digammaCorrection(next), digammaCorrection(raised)), where(isSmall, div(1, n), 0));
  const [ofA, ofB] = partials();
  const total = add(mul(a, s), 1);
  return [
    add(add(log(mul(x, div(raised, next))), gap), div(add(s, mul(a, ofA)), total)),
    add(div(mul(a, ofB), total), add(digammaStep, where(less(b, 1), div(a, mul(b, n)), 0))),
  ];
}

interface Remainder {
  readonly s: Tensor;
  /** ∂s/∂a, ∂s/∂b */
  partials(): Pair;
}

function remainder({ a, b, x }: BetaPoint): Remainder {
  const logPosition = tensor1d(positions.map(Math.log));
  const logRest = logOnePlus(neg(mul(x, tensor1d(positions)))).log;
  const excess = expMinusOne(mul(sub(b, 1), logRest)).exp;
  const power = mul(tensor1d(positionWeights), exp(mul(a, logPosition)));
  const integral = (values: Tensor) => sum(mul(power, values), -1, true);
  return {
    s: integral(excess),
    partials: () => [integral(mul(excess, logPosition)), integral(mul(add(excess, 1), logRest))],
  };
}
