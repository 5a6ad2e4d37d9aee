import type { HostKernel } from '@hyperprior/backends/kernels';
import { tensorsAt } from '../distribution.ts';
import type { Family } from '../family.ts';
import { evaluators, type Quantity } from '../quantity.ts';
import { areValid } from '../rules.ts';
import { slopeAt } from '../slope.ts';
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
            : slopeAt(
                (at) => first(point.map((value, i) => (i === entries[k] ? at : value))),
                point[entries[k]],
                reachOf(family, quantity, point, entries[k]),
              );
    }
  },
};

/** How far the function is smooth around a point in its entry `k`, as half of the distance to the nearest end. */
function reachOf(family: Family, quantity: Quantity, [x, ...values]: readonly number[], k: number): number {
  if (!areValid(family, values)) return Number.NaN;
  if (k > 0) return parameterReach(family, values, k - 1);
  const [low, high] = quantity === 'quantile' ? [0, 1] : family.support(values);
  return Math.min(Math.abs(x - low), Math.abs(high - x), 2 * scaleOf(family, values, x)) / 2;
}

/** Half of the distance of a parameter to the nearest value that is out of range. */
function parameterReach(family: Family, values: readonly number[], k: number): number {
  const { low, high } = family.parameters[k];
  const others = (family.ordered ?? []).flatMap(([lesser, greater]) =>
    k === lesser ? [values[greater]] : k === greater ? [values[lesser]] : [],
  );
  const distances = [low, high, ...others].map((end) => Math.abs(values[k] - end));
  return Math.min(...distances, 2 * scaleOf(family, values, values[k])) / 2;
}

/** Scale beyond which nothing new is seen from a value: its size, or the width of the distribution. */
function scaleOf(family: Family, values: readonly number[], value: number): number {
  const density = family.at(values);
  const [first, last] = [0.05, 0.95].map((p) => density.quantile(p));
  const width = last - first;
  return 8 * Math.max(Math.abs(value), width < Number.POSITIVE_INFINITY ? width : 0, Number.MIN_VALUE * 2 ** 70);
}
