import { add, div, log, mul, neg, onesLike, sub, type Tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';
import type { Base, TensorBase } from '../base.ts';
import { changeOfVariable } from '../change-of-variable.ts';
import { changeOfVariableTensors } from '../change-of-variable-tensors.ts';
import type { Family } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { finite, positive } from '../rules.ts';
import type { Transform } from '../transform.ts';

/** A base on the whole line, to be moved and stretched. */
export interface LocationScale<Location extends string = string, Scale extends string = string> {
  readonly name: string;
  readonly parameters: readonly [location: Location, scale: Scale];
  readonly base: Base;
  readonly tensorBase: TensorBase;
  mean(location: Tensor, scale: Tensor): Tensor;
  variance(location: Tensor, scale: Tensor): Tensor;
}

const everywhere = {
  support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  pdf: [0, 0],
} as const;

/** The family of z = (x - location) / scale with z distributed as the base, as a function that makes its priors. */
export function locationScale<Location extends string, Scale extends string>(
  settings: LocationScale<Location, Scale>,
): (location: Parameter, scale: Parameter) => FamilyPrior<Location | Scale> {
  const { name, parameters, base } = settings;
  const family: Family<Location | Scale> = {
    name,
    parameters: [finite(parameters[0]), positive(parameters[1])],
    at: ([location, scale]) => changeOfVariable(base, standardise(location, scale), everywhere, 2),
    support: () => everywhere.support,
    tensors: ([location, scale]) => tensors(settings, location, scale),
  };
  return (location, scale) => makePrior(family, [location, scale]);
}

/** z = (x - location) / scale */
function standardise(location: number, scale: number): Transform {
  const slope = 1 / scale;
  const logSlope = -Math.log(scale);
  return {
    map(x, out, at) {
      const z = (x - location) / scale;
      out[at] = slope;
      out[at + 1] = -slope;
      out[at + 2] = -z * slope;
      return z;
    },
    logSlope(_, out) {
      out[0] = logSlope;
      out[1] = 0;
      out[2] = 0;
      out[3] = -slope;
    },
    inverse: (z) => location + scale * z,
    second(x) {
      const square = slope * slope;
      return [0, 0, -square, 0, square, 2 * ((x - location) / scale) * square];
    },
    logSlopeSecond: () => [0, 0, 0, 0, 0, slope * slope],
  };
}

function tensors({ tensorBase, mean, variance }: LocationScale, location: Tensor, scale: Tensor) {
  const z = (x: Tensor) => tidy(() => div(sub(x, location), scale));
  return changeOfVariableTensors(
    tensorBase,
    {
      z,
      logSlope: () => tidy(() => neg(log(scale))),
      logSlopeSlope: zerosLike,
      partial: (x, k) => tidy(() => neg(div(k === 0 ? onesLike(x) : z(x), scale))),
      logSlopePartial: (x, k) => tidy(() => (k === 0 ? zerosLike(x) : neg(div(onesLike(x), scale)))),
      inverse: (value) => tidy(() => add(location, mul(scale, value))),
      mean: () => tidy(() => mean(location, scale)),
      variance: () => tidy(() => variance(location, scale)),
    },
    everywhere,
  );
}
