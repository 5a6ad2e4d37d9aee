import type { HostKernel } from '@hyperprior/backends/kernels';
import type { Family } from '../family.ts';
import { evaluators, type Quantity } from '../quantity.ts';
import { broadcastShape, offsets, sizeOf } from './broadcast.ts';

/** What the kernel is asked for. Tensor parameters follow x among the inputs, in their order. */
export interface SecondDerivativeAttributes {
  readonly family: Family;
  readonly quantity: Quantity;
  /** The variable of the first derivative: 0 for x, k + 1 for parameter k. */
  readonly variable: number;
  readonly constants: readonly (number | null)[];
  /** 1: that derivative. 2: its derivatives in x and in every tensor parameter. */
  readonly order: 1 | 2;
}

/** The first derivative of a quantity, or the second ones as differences of it, in float64. */
export const secondDerivativeKernel: HostKernel<SecondDerivativeAttributes> = {
  name: 'HyperpriorSecondDerivative',

  outputs(inputs, { order }) {
    const shape = broadcastShape(inputs.map((input) => input.shape));
    return Array.from({ length: order === 1 ? 1 : inputs.length }, () => ({ shape }));
  },

  compute(inputs, outputs, { family, quantity, variable, constants, order }) {
    const shape = outputs[0].shape;
    const positions = inputs.map((input) => offsets(input.shape, shape));
    const out = new Float64Array(2 + constants.length);
    const first = (point: readonly number[]) => {
      evaluators[quantity](family.at(point.slice(1)), point[0], out);
      return out[1 + variable];
    };
    for (let i = 0; i < sizeOf(shape); i++) {
      const at = inputs.map((input, k) => input.values[positions[k](i)]);
      const { point, varying } = assemble(at, constants);
      if (order === 1) outputs[0].values[i] = first(point);
      else
        varying.forEach((k, output) => {
          outputs[output].values[i] = slope(first, point, k, stepOf(family, quantity, point, k));
        });
    }
  },
};

/** x and all parameters as one point, and which of its entries are tensors. */
function assemble(at: readonly number[], constants: readonly (number | null)[]) {
  let next = 1;
  const varying = [0];
  const point = [
    at[0],
    ...constants.map((value, k) => {
      if (value !== null) return value;
      varying.push(k + 1);
      return at[next++];
    }),
  ];
  return { point, varying };
}

/** A step that stays inside the domain: a small part of the distance to where the function stops being smooth. */
function stepOf(family: Family, quantity: Quantity, point: readonly number[], k: number): number {
  const [x, ...values] = point;
  if (k === 0) {
    const [low, high] = quantity === 'quantile' ? [0, 1] : family.support(values);
    const density = family.at(values);
    const spread = quantity === 'quantile' ? 1 : density.quantile(0.75) - density.quantile(0.25);
    return 1e-2 * Math.min(Math.abs(x - low), Math.abs(high - x), spread);
  }
  const rule = family.parameters[k - 1];
  const shifted = (factor: number) => values.map((value, i) => (i === k - 1 ? value + factor : value));
  let step = 1e-2 * Math.max(Math.abs(values[k - 1]), 1e-3);
  const valid = (delta: number) =>
    rule.holds(values[k - 1] + delta) && (family.relation?.holds(shifted(delta)) ?? true);
  while (!(valid(4 * step) && valid(-4 * step)) && step > 1e-300) step /= 4;
  return step;
}

/** Central differences with Richardson's extrapolation: error O(h⁶). */
function slope(f: (point: readonly number[]) => number, point: readonly number[], k: number, h: number): number {
  const central = (step: number) => {
    const at = (delta: number) => f(point.map((value, i) => (i === k ? value + delta : value)));
    return (at(step) - at(-step)) / (2 * step);
  };
  const [coarse, middle, fine] = [central(h), central(h / 2), central(h / 4)];
  return (64 * fine - 20 * middle + coarse) / 45;
}
