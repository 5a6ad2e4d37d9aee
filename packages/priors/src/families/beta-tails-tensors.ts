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
import { type BetaPoint, mirrored, type Pair } from './beta-point-tensors.ts';
import { betaTail } from './beta-quadrature-tensors.ts';
import { betaSmallTail } from './beta-series-tensors.ts';
import { type BetaTerm, betaTerm } from './beta-term-tensors.ts';

/** Both tails of the distribution at a point. */
export interface BetaTails {
  readonly lower: Tensor;
  readonly upper: Tensor;
  readonly logLower: Tensor;
  readonly logUpper: Tensor;
  /** ∂F/∂a, ∂F/∂b of the lower tail */
  partials(): Pair;
}

/**
 * The tails by the form that suits each element; one tail is computed, to its own relative accuracy, and the other
 * is what is left.
 */
export function betaTails(point: BetaPoint, term: BetaTerm = betaTerm(point)): BetaTails {
  const { isMirrored } = point;
  const [far, near] = [betaTail(point), betaSmallTail(point)];
  const choose = (nearValue: Tensor, farValue: Tensor) => where(near.holds, nearValue, farValue);
  const tail = choose(exp(near.logMass), mul(term.value, far.mass));
  const rest = choose(neg(expMinusOne(near.logMass).exp), sub(1, tail));
  const logTail = choose(near.logMass, add(term.log, log(far.mass)));
  const logRest = logOnePlus(neg(tail), rest).log;
  const isUpper = logicalXor(logicalAnd(far.isUpper, logicalNot(near.holds)), isMirrored);
  return {
    lower: where(isUpper, rest, tail),
    upper: where(isUpper, tail, rest),
    logLower: where(isUpper, logRest, logTail),
    logUpper: where(isUpper, logTail, logRest),
    partials() {
      const [nearSlopes, moments, scores] = [near.slopes(), far.moments(), term.scores()];
      const slope = (k: 0 | 1) =>
        choose(mul(tail, nearSlopes[k]), add(mul(term.value, moments[k]), mul(tail, scores[k])));
      const [ofA, ofB] = mirrored(isMirrored, [slope(0), slope(1)]);
      return [where(isUpper, neg(ofA), ofA), where(isUpper, neg(ofB), ofB)];
    },
  };
}
