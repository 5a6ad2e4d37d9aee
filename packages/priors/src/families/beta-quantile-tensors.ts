import {
  abs,
  add,
  clipByValue,
  div,
  exp,
  fill,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  logicalAnd,
  logicalOr,
  mul,
  neg,
  ones,
  sqrt,
  sub,
  type Tensor,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import { searchRange } from './beta-constants.ts';
import { logOnePlus } from './beta-elementary-tensors.ts';
import { betaPoint } from './beta-point-tensors.ts';
import { betaTails } from './beta-tails-tensors.ts';
import { betaTerm } from './beta-term-tensors.ts';

/** Enough for float32 everywhere: half of them may have to be halvings of the bracket. */
const iterations = 20;

/** The state of the search; x is always inside [low, high]. */
interface Search {
  readonly [name: string]: Tensor;
  readonly x: Tensor;
  readonly low: Tensor;
  readonly high: Tensor;
  /** The size of the last step in logit x. */
  readonly last: Tensor;
}

/**
 * The x with I_x(a, b) = p: Halley's method in logit x on the logarithm of the tail that p belongs to, kept in a
 * bracket. Outside of the floats between 0 and 1 the result is 0 or 1.
 */
export function betaQuantile(a: Tensor, b: Tensor, p: Tensor): Tensor {
  return tidy(() => {
    const isLower = lessEqual(p, 0.5);
    const target = where(isLower, log(p), logOnePlus(neg(p)).log);
    const start = add(div(a, add(a, b)), mul(0, p));
    const [least, greatest] = searchRange;
    let search: Search = {
      x: clipByValue(start, least, greatest),
      low: fill(start.shape, least),
      high: fill(start.shape, greatest),
      last: mul(ones(start.shape), 1e3),
    };
    for (let i = 0; i < iterations; i++) search = tidy(() => improve(search, a, b, isLower, target));
    const x = search.x;
    return where(lessEqual(x, least * 1.01), 0, where(greaterEqual(x, greatest), 1, x));
  });
}

function improve({ x, low, high, last }: Search, a: Tensor, b: Tensor, isLower: Tensor, target: Tensor): Search {
  const step = halleyStep(a, b, x, isLower, target);
  const isUp = greater(step, 0);
  const [newLow, newHigh] = [where(isUp, x, low), where(isUp, high, x)];
  const size = abs(step);
  const moved = div(x, add(x, mul(sub(1, x), exp(neg(clipByValue(step, -80, 80))))));
  const isInside = logicalAnd(greaterEqual(moved, newLow), lessEqual(moved, newHigh));
  const shrinks = lessEqual(size, mul(0.5, last));
  const isSafe = logicalOr(logicalAnd(isInside, shrinks), less(size, 1e-5));
  return {
    x: where(isSafe, moved, middle(newLow, newHigh)),
    low: newLow,
    high: newHigh,
    last: where(isSafe, size, 1e3),
  };
}

/** The middle of a bracket in logit x. */
function middle(low: Tensor, high: Tensor): Tensor {
  const oddsRoot = (x: Tensor) => sqrt(div(sub(1, x), x));
  return div(1, add(1, mul(oddsRoot(low), oddsRoot(high))));
}

/** In logit x, with r the derivative of the tail's logarithm: the slope of that derivative is r (-(n x - a) ∓ r). */
function halleyStep(a: Tensor, b: Tensor, x: Tensor, isLower: Tensor, target: Tensor): Tensor {
  return tidy(() => {
    const point = betaPoint(a, b, x);
    const term = betaTerm(point);
    const tails = betaTails(point, term);
    const logTail = where(isLower, tails.logLower, tails.logUpper);
    const rate = exp(sub(term.log, logTail));
    const signedRate = where(isLower, rate, neg(rate));
    const newton = div(sub(target, logTail), signedRate);
    const deviation = where(point.isMirrored, neg(point.deviation), point.deviation);
    const bend = mul(mul(-0.5, newton), add(deviation, signedRate));
    return div(newton, clipByValue(add(1, bend), 0.5, 2));
  });
}
