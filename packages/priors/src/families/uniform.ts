import { add, div, log, mul, neg, square, sub, type Tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';
import { uniformBase } from '../bases/uniform.ts';
import { uniformTensors } from '../bases/uniform-tensors.ts';
import { changeOfVariable, type Transform } from '../change-of-variable.ts';
import { changeOfVariableTensors } from '../change-of-variable-tensors.ts';
import type { Family } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { finite } from '../rules.ts';

/** z = (x - low) / (high - low) */
function proportionOf(low: number, high: number): Transform {
  const width = high - low;
  const [slope, logWidth] = [1 / width, Math.log(width)];
  return {
    map(x, out, at) {
      const z = (x - low) / width;
      out[at] = slope;
      out[at + 1] = -((high - x) / width) * slope;
      out[at + 2] = -z * slope;
      return z;
    },
    logSlope(_, out) {
      out[0] = -logWidth;
      out[1] = 0;
      out[2] = slope;
      out[3] = -slope;
    },
    inverse: (z) => low + width * z,
  };
}

const family: Family<'low' | 'high'> = {
  name: 'uniform',
  parameters: [finite('low'), finite('high')],
  ordered: [[0, 1]],
  at: ([low, high]) => {
    const height = 1 / (high - low);
    return changeOfVariable(uniformBase, proportionOf(low, high), { support: [low, high], pdf: [height, height] }, 2);
  },
  support: ([low, high]) => [low, high],
  tensors([low, high]) {
    const width = sub(high, low);
    const z = (x: Tensor) => tidy(() => div(sub(x, low), width));
    const perWidth = (value: Tensor) => tidy(() => div(value, width));
    return changeOfVariableTensors(
      uniformTensors,
      {
        z,
        logSlope: () => tidy(() => neg(log(width))),
        logSlopeSlope: zerosLike,
        partial: (x, k) => tidy(() => perWidth(k === 0 ? sub(z(x), 1) : neg(z(x)))),
        logSlopePartial: (x, k) => tidy(() => add(zerosLike(x), div(k === 0 ? 1 : -1, width))),
        inverse: (value) => tidy(() => add(low, mul(width, value))),
        mean: () => tidy(() => mul(0.5, add(low, high))),
        variance: () => tidy(() => div(square(sub(high, low)), 12)),
      },
      { support: [low, high], pdf: [div(1, width), div(1, width)] },
    );
  },
};

/** The uniform distribution on [low, high]. */
export const uniform = (low: Parameter, high: Parameter): FamilyPrior<'low' | 'high'> => makePrior(family, [low, high]);
