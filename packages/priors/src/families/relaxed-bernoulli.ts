import {
  add,
  div,
  log,
  mul,
  neg,
  onesLike,
  sigmoid as sigmoidOf,
  sub,
  type Tensor,
  tidy,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { logisticBase, logit, sigmoid } from '../bases/logistic.ts';
import { logisticTensors } from '../bases/logistic-tensors.ts';
import { changeOfVariable } from '../change-of-variable.ts';
import { changeOfVariableTensors } from '../change-of-variable-tensors.ts';
import { powerLimit, tensorPowerLimit } from '../ends.ts';
import type { Family } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import { sigmoidMoments } from '../moments.ts';
import { sigmoid as accurateSigmoid, log1p, logit as logitOf } from '../ops/elementary.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { positive, proportion } from '../rules.ts';
import { tailMoments } from '../tail-moments.ts';
import type { Ends, Transform } from '../transform.ts';

/** z = temperature · logit(x) - logit(mean) */
function concrete(mean: number, temperature: number): Transform {
  const offset = logit(mean);
  const logTemperature = Math.log(temperature);
  const inMean = -1 / (mean * (1 - mean));
  /** The distance from the nearer end, the tail there, and temperature · tail less the distance. */
  const fromNearerEnd = (x: number) => {
    const sign = x < 0.5 ? 1 : -1;
    const end = x < 0.5 ? x : 1 - x;
    const tail = sigmoid(sign * (temperature * logit(x) - offset));
    return { sign, end, tail, excess: temperature * tail - end };
  };
  return {
    map(x, out, at) {
      const logitX = logit(x);
      const z = temperature * logitX - offset;
      out[at] = temperature / (x * (1 - x));
      out[at + 1] = inMean;
      out[at + 2] = logitX;
      return z;
    },
    logSlope(x, out) {
      out[0] = logTemperature - Math.log(x) - Math.log1p(-x);
      out[1] = (2 * x - 1) / (x * (1 - x));
      out[2] = 0;
      out[3] = 1 / temperature;
    },
    inverse: (z) => sigmoid((z + offset) / temperature),
    second(x) {
      const inX = 1 / (x * (1 - x));
      return [temperature * inX * inX * (2 * x - 1), 0, inX, (1 - 2 * mean) * inMean * inMean, 0, 0];
    },
    // The change of variable takes these from terms of the orders 1/x and 1/x², which cancel at a temperature of 1.
    score(x) {
      const { sign, end, excess } = fromNearerEnd(x);
      return (sign * (temperature - 1 - 2 * excess)) / (end * (1 - end));
    },
    logPdfSecond(x) {
      const { end, tail, excess } = fromNearerEnd(x);
      const inX = 1 / (x * (1 - x));
      const logitX = logit(x);
      const curvature = 2 * sigmoid(temperature * logitX - offset) * sigmoid(offset - temperature * logitX);
      const score = -Math.tanh((temperature * logitX - offset) / 2);
      const twice = (1 - temperature) * (1 - 2 * end + 2 * temperature * tail) + 2 * excess * excess;
      return [
        twice * inX * inX,
        -curvature * temperature * inX * inMean,
        (score - curvature * temperature * logitX) * inX,
        -curvature * inMean * inMean + score * (1 - 2 * mean) * inMean * inMean,
        -curvature * logitX * inMean,
        -curvature * logitX * logitX - 1 / (temperature * temperature),
      ];
    },
  };
}

/** f behaves like x^(temperature - 1) at 0, and alike at 1. */
function ends(mean: number, temperature: number): Ends {
  const odds = mean / (1 - mean);
  return { support: [0, 1], pdf: [powerLimit(temperature, 1 / odds), powerLimit(temperature, odds)] };
}

const family: Family<'mean' | 'temperature'> = {
  name: 'relaxed-bernoulli',
  parameters: [proportion('mean'), positive('temperature')],
  at: ([mean, temperature]) => changeOfVariable(logisticBase, concrete(mean, temperature), ends(mean, temperature), 2),
  moments(values) {
    return tailMoments(this.at(values), [0, 1]);
  },
  support: () => [0, 1],
  tensors([mean, temperature]) {
    const odds = div(mean, sub(1, mean));
    return changeOfVariableTensors(
      logisticTensors,
      {
        z: (x) => tidy(() => sub(mul(temperature, logitOf(x)), logitOf(mean))),
        logSlope: (x) => tidy(() => sub(log(temperature), add(log(x), log1p(neg(x))))),
        logSlopeSlope: (x) => tidy(() => sub(div(1, sub(1, x)), div(1, x))),
        partial: (x: Tensor, k) => (k === 0 ? tidy(() => neg(div(onesLike(x), mul(mean, sub(1, mean))))) : logitOf(x)),
        logSlopePartial: (x, k) => tidy(() => (k === 0 ? zerosLike(x) : div(onesLike(x), temperature))),
        inverse: (z) => tidy(() => accurateSigmoid(div(add(z, logitOf(mean)), temperature))),
        ...sigmoidMoments(() => ({
          location: log(odds),
          scale: temperature,
          pdf: (z) => mul(sigmoidOf(z), sigmoidOf(neg(z))),
          sf: (z) => sigmoidOf(neg(z)),
        })),
      },
      { support: [0, 1], pdf: [tensorPowerLimit(temperature, div(1, odds)), tensorPowerLimit(temperature, odds)] },
    );
  },
};

/**
 * The relaxed Bernoulli (binary concrete) distribution on (0, 1), F(x) = σ(temperature · logit x - logit mean)
 * (Maddison, Mnih & Teh 2017; Jang, Gu & Poole 2017). As the temperature falls to 0 it becomes the Bernoulli
 * distribution with this mean; at other temperatures its own mean differs.
 * @param mean strictly between 0 and 1
 * @param temperature greater than 0
 */
export const relaxedBernoulli = (mean: Parameter, temperature: Parameter): FamilyPrior<'mean' | 'temperature'> =>
  makePrior(family, [mean, temperature]);
