import { add, div, less, log, mul, sub, type Tensor, tidy, where } from '@tensorflow/tfjs-core';
import { digammaSeries, stirlingSeries } from './beta-constants.ts';
import { logOnePlus, polynomial } from './beta-elementary-tensors.ts';

/** D(z) = log Γ(z) - (z - 1/2) log z + z - log(2π)/2, the part of log Γ that Stirling's formula leaves out. */
export function stirlingCorrection(z: Tensor): Tensor {
  return tidy(() => {
    const { isSmall, raised, step } = raise(z);
    const inverse = div(1, raised);
    // D(z) - D(z + 1) = (z + 1/2) log(1 + 1/z) - 1
    const recurrence = sub(mul(add(z, 0.5), step), 1);
    return add(mul(inverse, polynomial(stirlingSeries, inverse)), where(isSmall, recurrence, 0));
  });
}

/** c(z) = log z - ψ(z) */
export function digammaCorrection(z: Tensor): Tensor {
  return tidy(() => {
    const { isSmall, raised, step } = raise(z);
    const inverse = div(1, raised);
    // c(z) - c(z + 1) = 1/z - log(1 + 1/z)
    const recurrence = sub(div(1, z), step);
    return add(mul(inverse, polynomial(digammaSeries, inverse)), where(isSmall, recurrence, 0));
  });
}

/** z + 1 below 1, where the series do not hold, and log(1 + 1/z) for the step. */
export function raise(z: Tensor): { isSmall: Tensor; raised: Tensor; step: Tensor } {
  const isSmall = less(z, 1);
  return { isSmall, raised: where(isSmall, add(z, 1), z), step: log(div(add(z, 1), z)) };
}

/** Differences of log Γ and ψ between z + h and z. */
export type GammaStep = {
  /** log Γ(z + h) - log Γ(z) - h log(z + h) */
  readonly logGamma: Tensor;
  /** ψ(z + h) - ψ(z) */
  readonly digamma: Tensor;
};

/** Both differences for z >= 1, h > 0, relatively accurate for small h too. */
export function gammaStep(z: Tensor, h: Tensor): GammaStep {
  return tidy(() => {
    const { log: logRatio, minus } = logOnePlus(div(h, z));
    const [upper, lower] = [div(1, add(z, h)), div(1, z)];
    // 1 / (z + h) - 1 / z
    const change = mul(-1, mul(h, mul(upper, lower)));
    const ofStirling = mul(change, dividedDifference(stirlingSeries, upper, lower));
    const ofDigamma = mul(change, dividedDifference(digammaSeries, upper, lower));
    return {
      logGamma: add(sub(mul(z, minus), mul(0.5, logRatio)), ofStirling),
      digamma: sub(logRatio, ofDigamma),
    };
  });
}

/** [r P(r) - s P(s)] / (r - s) without the difference, by Horner's rule. */
function dividedDifference(coefficients: readonly number[], r: Tensor, s: Tensor): Tensor {
  return tidy(() => {
    const [last, ...rest] = coefficients.toReversed();
    let [value, slope] = [add(mul(s, 0), last), add(mul(add(r, s), 0), last)];
    for (const coefficient of rest) {
      value = add(mul(value, s), coefficient);
      slope = add(mul(slope, r), value);
    }
    return slope;
  });
}
