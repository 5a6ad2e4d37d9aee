import {
  add,
  exp,
  log,
  logicalAnd,
  logicalNot,
  logicalXor,
  mul,
  neg,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { expMinusOne, logOnePlus } from './beta-elementary-tensors.ts';
import type { BetaPoint } from './beta-point-tensors.ts';
import { betaTail } from './beta-quadrature-tensors.ts';
import { betaSmallTail } from './beta-series-tensors.ts';

/** Both tails of the distribution at a point. */
export interface BetaTails {
  readonly lower: Tensor;
  readonly upper: Tensor;
  readonly logLower: Tensor;
  readonly logUpper: Tensor;
  /** ∂F/∂a, ∂F/∂b of the lower tail */
  readonly aPartial: Tensor;
  readonly bPartial: Tensor;
}

/**
 * The tails with their derivatives, by the form that suits each element; one tail is computed, to its own relative
 * accuracy, and the other is what is left.
 */
export function betaTails(point: BetaPoint): BetaTails {
  const { isMirrored, term } = point;
  const [far, near] = [betaTail(point), betaSmallTail(point)];
  const choose = (nearValue: Tensor, farValue: Tensor) => where(near.holds, nearValue, farValue);
  const tail = choose(exp(near.logMass), mul(term, far.mass));
  const rest = choose(neg(expMinusOne(near.logMass).exp), sub(1, tail));
  const logTail = choose(near.logMass, add(point.logTerm, log(far.mass)));
  const logRest = logOnePlus(neg(tail), rest).log;
  const aSlope = choose(mul(tail, near.aSlope), add(mul(term, far.aMoment), mul(tail, point.aScore)));
  const bSlope = choose(mul(tail, near.bSlope), add(mul(term, far.bMoment), mul(tail, point.bScore)));

  const isUpper = logicalXor(logicalAnd(far.isUpper, logicalNot(near.holds)), isMirrored);
  const signed = (value: Tensor) => where(isUpper, neg(value), value);
  return {
    lower: where(isUpper, rest, tail),
    upper: where(isUpper, tail, rest),
    logLower: where(isUpper, logRest, logTail),
    logUpper: where(isUpper, logTail, logRest),
    aPartial: signed(where(isMirrored, bSlope, aSlope)),
    bPartial: signed(where(isMirrored, aSlope, bSlope)),
  };
}
