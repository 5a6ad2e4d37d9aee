import { add, div, exp, log, mul, neg, sqrt, sub, type Tensor } from '@tensorflow/tfjs-core';
import { logOnePlus } from './beta-elementary-tensors.ts';
import { digammaCorrection, stirlingCorrection } from './beta-gamma-tensors.ts';
import { type BetaPoint, mirrored, type Pair } from './beta-point-tensors.ts';

/** x^a y^b / B(a, b), the density in logit x. */
export interface BetaTerm {
  readonly value: Tensor;
  /** Right where the value underflows. */
  readonly log: Tensor;
  /** log x - E log t and log y - E log(1 - t) with t ~ Beta(a, b): the derivatives of log f in a and b. */
  scores(): Pair;
}

/**
 * The term as the product of its value at the mean, x = a/n, and exp(-n KL), both without cancellation:
 * -n KL = a [log(1 + u) - u] + b [log(1 + v) - v], u = (n x - a) / a, v = -(n x - a) / b.
 */
export function betaTerm(point: BetaPoint): BetaTerm {
  const { a, b, n, x, y, deviation } = point;
  const overA = logOnePlus(div(deviation, a), div(mul(n, x), a));
  const overB = logOnePlus(neg(div(deviation, b)), div(mul(n, y), b));
  const { scale, logRest } = atMean(point);
  const logDecay = add(logRest, add(mul(a, overA.minus), mul(b, overB.minus)));
  return {
    value: mul(scale, exp(logDecay)),
    log: add(log(scale), logDecay),
    scores() {
      const correctionN = digammaCorrection(n);
      const [correctionA, correctionB] = mirrored(point.isMirrored, [
        digammaCorrection(point.parameters[0]),
        digammaCorrection(point.parameters[1]),
      ]);
      return [add(overA.log, sub(correctionA, correctionN)), add(overB.log, sub(correctionB, correctionN))];
    },
  };
}

/**
 * The term at the mean as scale · exp(logRest): sqrt(ab / (2π n)) with Stirling's corrections. A square root keeps
 * digits that the logarithm of a large scale would lose.
 */
function atMean({ parameters: [a, b], n }: BetaPoint): { scale: Tensor; logRest: Tensor } {
  return {
    scale: sqrt(mul(mul(a, div(b, n)), 0.5 / Math.PI)),
    logRest: sub(stirlingCorrection(n), add(stirlingCorrection(a), stirlingCorrection(b))),
  };
}
