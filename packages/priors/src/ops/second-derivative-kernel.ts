import type { HostKernel } from '@hyperprior/backends/kernels';
import { centralDifference } from '../central-difference.ts';
import { tensorsAt } from '../distribution.ts';
import type { Density, Family } from '../family.ts';
import { evaluators, type Quantity } from '../quantity.ts';
import { areValid } from '../rules.ts';
import { commonShape, offsets, sizeOf } from './broadcast.ts';
import { densityOf, type PartlyFixed } from './densities.ts';

/** What the kernel is asked for. Tensor parameters follow x among the inputs, in their order. */
export interface SecondDerivativeAttributes extends PartlyFixed {
  readonly quantity: Quantity;
  /** The variable of the first derivative: 0 for x, k + 1 for parameter k. */
  readonly variable: number;
  /** 1: that derivative. 2: its derivatives in x and in every tensor parameter. */
  readonly order: 1 | 2;
}

/**
 * The first derivative of a quantity, or the second ones as differences of it, in float64. It is made to be right, not
 * fast: a density is made anew for every point.
 */
export const secondDerivativeKernel: HostKernel<SecondDerivativeAttributes> = {
  name: 'HyperpriorSecondDerivative',

  outputs(inputs, { order }) {
    const shape = commonShape(inputs.map((input) => input.shape));
    return Array.from({ length: order === 1 ? 1 : inputs.length }, () => ({ shape }));
  },

  compute(inputs, outputs, { family, quantity, variable, constants, order }) {
    const shape = outputs[0].shape;
    const positions = inputs.map((input) => offsets(input.shape, shape));
    const out = new Float64Array(2 + constants.length);
    const first = (point: readonly number[]) => {
      evaluators[quantity](densityOf(family, point.slice(1)), point[0], out);
      return out[1 + variable];
    };
    // x and the parameters as one point; the entries of the inputs in it.
    const entries = [0, ...tensorsAt(constants).map((k) => k + 1)];
    const point = [Number.NaN, ...constants.map((value) => value ?? Number.NaN)];
    for (let i = 0; i < sizeOf(shape); i++) {
      for (const [k, input] of inputs.entries()) point[entries[k]] = input.values[positions[k](i)];
      const isFlat = (k: number) =>
        densityOf(family, point.slice(1)).isStep && (variable === 0 || k === 0 || quantity === 'quantile');
      if (order === 1) outputs[0].values[i] = first(point);
      else
        for (const [k, output] of outputs.entries())
          output.values[i] = isFlat(entries[k])
            ? 0
            : centralDifference(
                (delta) => first(moved(point, entries[k], delta)),
                stepOf(family, quantity, point, entries[k]),
              );
    }
  },
};

/** Steps are this part of the distance over which the function changes. */
const fraction = 1 / 256;

/** How far the function stays smooth around a point, as a step for its entry `k`; NaN where it is not defined. */
function stepOf(family: Family, quantity: Quantity, [x, ...values]: readonly number[], k: number): number {
  if (!areValid(family, values)) return Number.NaN;
  const density = family.at(values);
  const quartiles = [0.25, 0.5, 0.75].map((p) => density.quantile(p));
  const spread = quartiles[2] - quartiles[0];
  if (k > 0)
    return parameterStep(family, values, k - 1, spread / displacement(density, quartiles, values.length, k - 1));
  const [low, high] = quantity === 'quantile' ? [0, 1] : family.support(values);
  return fraction * Math.min(Math.abs(x - low), Math.abs(high - x), quantity === 'quantile' ? 1 : spread);
}

/** How far a change of parameter k moves the distribution, at the most, seen from its quartiles: |∂F/∂θ| / f. */
function displacement(density: Density, quartiles: readonly number[], count: number, k: number): number {
  const out = new Float64Array(3 + count);
  return Math.max(
    ...quartiles.map((x) => {
      density.cdf(x, out);
      return Math.abs(out[3 + k]) / out[2];
    }),
  );
}

/** A part of the change of parameter `k` that moves the distribution by its own width, and that keeps it valid. */
function parameterStep(family: Family, values: readonly number[], k: number, scale: number): number {
  let step = fraction * (scale > 0 && scale < Number.POSITIVE_INFINITY ? scale : Math.max(Math.abs(values[k]), 1e-3));
  const valid = (delta: number) => areValid(family, moved(values, k, delta));
  while (!(valid(step / fraction / 4) && valid(-step / fraction / 4)) && step > Number.MIN_VALUE) step /= 2;
  return step;
}

/** The point with something added to its entry `k`. */
const moved = (point: readonly number[], k: number, delta: number) =>
  point.map((value, i) => (i === k ? value + delta : value));
