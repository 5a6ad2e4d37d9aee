import { add, div, exp, greater, log, mul, neg, sqrt, sub, type Tensor, tidy, where } from '@tensorflow/tfjs-core';
import { logOnePlus } from './beta-elementary-tensors.ts';
import { digammaCorrection, stirlingCorrection } from './beta-gamma-tensors.ts';

/**
 * x and the parameters as the methods want them: where x > 1/2 the distribution is mirrored, I_x(a, b) =
 * 1 - I_{1-x}(b, a), so that x is at most 1/2 and exact, and y = 1 - x.
 */
export interface BetaPoint {
  readonly a: Tensor;
  readonly b: Tensor;
  readonly n: Tensor;
  readonly x: Tensor;
  readonly y: Tensor;
  /** n x - a with one rounding */
  readonly deviation: Tensor;
  readonly isMirrored: Tensor;
  /** x^a y^b / B(a, b) */
  readonly term: Tensor;
  /** its logarithm, right where the term underflows */
  readonly logTerm: Tensor;
  /** log x - E log t, with t ~ Beta(a, b): the derivative of log f in a */
  readonly aScore: Tensor;
  /** log y - E log(1 - t) */
  readonly bScore: Tensor;
}

/** Prepares a point; 0 < x < 1. */
export function betaPoint(a: Tensor, b: Tensor, x: Tensor): BetaPoint {
  const n = add(a, b);
  const y = sub(1, x);
  const deviation = deviationFromMean(a, b, x, y);
  const overA = logOnePlus(div(deviation, a), div(mul(n, x), a));
  const overB = logOnePlus(neg(div(deviation, b)), div(mul(n, y), b));
  const correctionN = digammaCorrection(n);
  const isMirrored = greater(x, 0.5);
  const choose = (mirrored: Tensor, plain: Tensor) => where(isMirrored, mirrored, plain);
  const aScore = add(overA.log, sub(digammaCorrection(a), correctionN));
  const bScore = add(overB.log, sub(digammaCorrection(b), correctionN));
  const { scale, logRest } = atMean(a, b, n);
  const logDecay = add(logRest, add(mul(a, overA.minus), mul(b, overB.minus)));
  return {
    a: choose(b, a),
    b: choose(a, b),
    n,
    x: choose(y, x),
    y: choose(x, y),
    deviation: choose(neg(deviation), deviation),
    isMirrored,
    term: mul(scale, exp(logDecay)),
    logTerm: add(log(scale), logDecay),
    aScore: choose(bScore, aScore),
    bScore: choose(aScore, bScore),
  };
}

/**
 * x^a y^b / B(a, b) at the mean x = a/n, as scale · exp(logRest): sqrt(ab / (2π n)) with Stirling's corrections. A square
 * root keeps digits that a logarithm of a large scale would lose.
 */
function atMean(a: Tensor, b: Tensor, n: Tensor): { scale: Tensor; logRest: Tensor } {
  return {
    scale: sqrt(mul(mul(a, div(b, n)), 0.5 / Math.PI)),
    logRest: sub(stirlingCorrection(n), add(stirlingCorrection(a), stirlingCorrection(b))),
  };
}

/**
 * (a + b) x - a = b x - a (1 - x), with both products and 1 - x kept with their errors (Dekker's two-product): what
 * cancels here decides how far x is from the mean.
 */
export function deviationFromMean(a: Tensor, b: Tensor, x: Tensor, y: Tensor): Tensor {
  return tidy(() => {
    const yError = sub(sub(1, y), x);
    const [left, right] = [exactProduct(b, x), exactProduct(a, y)];
    return add(sub(left.product, right.product), sub(sub(left.error, right.error), mul(a, yError)));
  });
}

function exactProduct(u: Tensor, v: Tensor): { product: Tensor; error: Tensor } {
  const product = mul(u, v);
  const [uHigh, uLow] = halves(u);
  const [vHigh, vLow] = halves(v);
  const rest = add(add(sub(mul(uHigh, vHigh), product), mul(uHigh, vLow)), mul(uLow, vHigh));
  return { product, error: add(rest, mul(uLow, vLow)) };
}

/** Veltkamp's splitting into two halves of 12 bits. */
function halves(v: Tensor): [high: Tensor, low: Tensor] {
  const scaled = mul(v, 4097);
  const high = sub(scaled, sub(scaled, v));
  return [high, sub(v, high)];
}
