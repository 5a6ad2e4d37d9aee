import { fastExp } from '@hyperprior/numerics';
import { div, log, mul, neg, onesLike, square, sub, type Tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';
import { logisticBase, logit } from '../bases/logistic.ts';
import { logisticTensors } from '../bases/logistic-tensors.ts';
import { changeOfVariable } from '../change-of-variable.ts';
import { changeOfVariableTensors } from '../change-of-variable-tensors.ts';
import type { CdfBatch, Family } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import { logit as logitOf } from '../ops/elementary.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { positive, proportion } from '../rules.ts';
import { times } from '../times.ts';
import type { Ends, Transform } from '../transform.ts';

const everywhere: Ends = { support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], pdf: [0, 0] };

/** z = temperature · x - logit(mean) */
function shifted(mean: number, temperature: number): Transform {
  const offset = logit(mean);
  const inMean = -1 / (mean * (1 - mean));
  const logTemperature = Math.log(temperature);
  return {
    map(x, out, at) {
      out[at] = temperature;
      out[at + 1] = inMean;
      out[at + 2] = x;
      return temperature * x - offset;
    },
    logSlope(_, out) {
      out[0] = logTemperature;
      out[1] = 0;
      out[2] = 0;
      out[3] = 1 / temperature;
    },
    inverse: (z) => (z + offset) / temperature,
    second: () => [0, 0, 1, (1 - 2 * mean) * inMean * inMean, 0, 0],
    logSlopeSecond: () => [0, 0, 0, 0, 0, -1 / (temperature * temperature)],
  };
}

/** Beyond this F rounds to 0, and so must its slope, for which exp may not overflow. */
const farthest = 700;

/** Many values in one pass: a sixth of the time that they take one by one. No branch hangs on the sign of a value. */
function batch(mean: number, temperature: number): CdfBatch {
  const offset = logit(mean);
  const inMean = -1 / (mean * (1 - mean));
  return {
    write(xs, cdf, factor) {
      for (let i = 0; i < xs.length; i++) factor[i] = Math.min(offset - temperature * xs[i], farthest);
      fastExp(factor);
      for (let i = 0; i < xs.length; i++) {
        const e = factor[i];
        const f = 1 / (1 + e);
        cdf[i] = f;
        factor[i] = f * f * e;
      }
    },
    pullBack(xs, weights, gradient, sums) {
      let [all, withX] = [0, 0];
      for (let i = 0; i < xs.length; i++) {
        const weight = weights[i];
        all += weight;
        withX += times(weight, xs[i]);
        gradient[i] = temperature * weight;
      }
      sums[0] = inMean * all;
      sums[1] = withX;
    },
  };
}

const family: Family<'mean' | 'temperature'> = {
  name: 'logit-relaxed-bernoulli',
  parameters: [proportion('mean'), positive('temperature')],
  at: ([mean, temperature]) =>
    Object.assign(changeOfVariable(logisticBase, shifted(mean, temperature), everywhere, 2), {
      batch: batch(mean, temperature),
    }),
  support: () => everywhere.support,
  tensors([mean, temperature]) {
    return changeOfVariableTensors(
      logisticTensors,
      {
        z: (x) => tidy(() => sub(mul(temperature, x), logitOf(mean))),
        logSlope: () => log(temperature),
        logSlopeSlope: zerosLike,
        partial: (x: Tensor, k) => (k === 0 ? tidy(() => neg(div(onesLike(x), mul(mean, sub(1, mean))))) : x),
        logSlopePartial: (x, k) => tidy(() => (k === 0 ? zerosLike(x) : div(onesLike(x), temperature))),
        inverse: (z) => tidy(() => div(sub(z, neg(logitOf(mean))), temperature)),
        mean: () => tidy(() => div(log(div(mean, sub(1, mean))), temperature)),
        variance: () => tidy(() => mul(div(Math.PI ** 2 / 3, square(temperature)), onesLike(mean))),
      },
      everywhere,
    );
  },
};

/**
 * What the logit of a relaxed Bernoulli variable follows, on the whole line: F(x) = σ(temperature · x - logit mean),
 * which is the logistic distribution of location logit(mean) / temperature and scale 1 / temperature. Where values go
 * through a sigmoid, those before it, under this prior, have the ranks and the F of those after it under
 * `relaxedBernoulli`: the same loss, without the sigmoid's rounding near 0 and 1 and in less time.
 * @param mean strictly between 0 and 1
 * @param temperature greater than 0
 */
export const logitRelaxedBernoulli = (mean: Parameter, temperature: Parameter): FamilyPrior<'mean' | 'temperature'> =>
  makePrior(family, [mean, temperature]);
