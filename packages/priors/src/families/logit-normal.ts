import {
  add,
  div,
  erf,
  exp,
  log,
  mul,
  neg,
  onesLike,
  square,
  sub,
  type Tensor,
  tidy,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { logit as logitOf, sigmoid as sigmoidOf } from '../bases/logistic.ts';
import { normalBase } from '../bases/normal.ts';
import { normalTensors } from '../bases/normal-tensors.ts';
import { changeOfVariable } from '../change-of-variable.ts';
import { changeOfVariableTensors } from '../change-of-variable-tensors.ts';
import type { Family } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import { sigmoidMoments } from '../moments.ts';
import { log1p, logit, sigmoid } from '../ops/elementary.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { finite, positive } from '../rules.ts';
import { tailMoments } from '../tail-moments.ts';
import type { Transform } from '../transform.ts';

const ends = { support: [0, 1], pdf: [0, 0] } as const;

/** z = (logit(x) - location) / scale */
function logitScore(location: number, scale: number): Transform {
  const slope = 1 / scale;
  const logScale = Math.log(scale);
  return {
    map(x, out, at) {
      const z = (logitOf(x) - location) / scale;
      out[at] = slope / (x * (1 - x));
      out[at + 1] = -slope;
      out[at + 2] = -z * slope;
      return z;
    },
    logSlope(x, out) {
      out[0] = -logScale - Math.log(x) - Math.log1p(-x);
      out[1] = (2 * x - 1) / (x * (1 - x));
      out[2] = 0;
      out[3] = -slope;
    },
    inverse: (z) => sigmoidOf(location + scale * z),
    second(x) {
      const [inX, square] = [1 / (x * (1 - x)), slope * slope];
      const z = (logitOf(x) - location) / scale;
      return [slope * inX * inX * (2 * x - 1), 0, -square * inX, 0, square, 2 * z * square];
    },
    logSlopeSecond: (x) => [1 / (x * x) + 1 / ((1 - x) * (1 - x)), 0, 0, 0, 0, slope * slope],
  };
}

const family: Family<'location' | 'scale'> = {
  name: 'logit-normal',
  parameters: [finite('location'), positive('scale')],
  at: ([location, scale]) => changeOfVariable(normalBase, logitScore(location, scale), ends, 2),
  moments(values) {
    return tailMoments(this.at(values), ends.support);
  },
  support: () => ends.support,
  tensors([location, scale]) {
    const z = (x: Tensor) => tidy(() => div(sub(logit(x), location), scale));
    return changeOfVariableTensors(
      normalTensors,
      {
        z,
        logSlope: (x) => tidy(() => neg(add(log(scale), add(log(x), log1p(neg(x)))))),
        logSlopeSlope: (x) => tidy(() => sub(div(1, sub(1, x)), div(1, x))),
        partial: (x, k) => tidy(() => neg(div(k === 0 ? onesLike(x) : z(x), scale))),
        logSlopePartial: (x, k) => tidy(() => (k === 0 ? zerosLike(x) : neg(div(onesLike(x), scale)))),
        inverse: (value) => tidy(() => sigmoid(add(location, mul(scale, value)))),
        ...sigmoidMoments(() => ({
          location: div(location, scale),
          scale: div(1, scale),
          pdf: (value) => mul(exp(mul(-0.5, square(value))), 1 / Math.sqrt(2 * Math.PI)),
          sf: (value) => mul(0.5, sub(1, erf(mul(value, Math.SQRT1_2)))),
        })),
      },
      ends,
    );
  },
};

/**
 * The logit-normal distribution on (0, 1): logit X is normal, F(x) = Φ((logit x - location) / scale).
 * @param location the mean of logit X
 * @param scale the standard deviation of logit X, greater than 0
 */
export const logitNormal = (location: Parameter, scale: Parameter): FamilyPrior<'location' | 'scale'> =>
  makePrior(family, [location, scale]);
