import type { HostKernel } from '@hyperprior/backends/kernels';
import { tensorsAt } from '../distribution.ts';
import { evaluators, type Quantity } from '../quantity.ts';
import { areValid } from '../rules.ts';
import { secondDerivatives } from '../second-derivatives.ts';
import { isInside } from '../triangle.ts';
import { commonShape, offsets, sizeOf } from './broadcast.ts';
import { densities, type PartlyFixed } from './densities.ts';

/** Attributes of the kernel. Tensor parameters follow x among the inputs, in their order. */
export interface SecondDerivativeAttributes extends PartlyFixed {
  readonly quantity: Quantity;
  /** The variable of the first derivative: 0 for x, k + 1 for parameter k. */
  readonly variable: number;
  /** 1: that derivative. 2: its derivatives in x and in every tensor parameter. */
  readonly order: 1 | 2;
}

const unit = [0, 1] as const;
const line = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** The first derivative of a quantity in one variable, or its derivatives: a row of the second ones. In float64. */
export const secondDerivativeKernel: HostKernel<SecondDerivativeAttributes> = {
  name: 'HyperpriorSecondDerivative',

  outputs(inputs, { order }) {
    const shape = commonShape(inputs.map((input) => input.shape));
    return Array.from({ length: order === 1 ? 1 : inputs.length }, () => ({ shape }));
  },

  compute([x, ...parameters], outputs, attributes) {
    const { family, quantity, variable, constants, order } = attributes;
    const shape = outputs[0].shape;
    const densityAt = densities(parameters, shape, attributes);
    const xOffset = offsets(x.shape, shape);
    const size = 1 + constants.length;
    const out = new Float64Array(1 + size);
    if (order === 1) {
      for (let i = 0; i < sizeOf(shape); i++) {
        evaluators[quantity](densityAt(i), x.values[xOffset(i)], out);
        outputs[0].values[i] = out[1 + variable];
      }
      return;
    }
    const positions = parameters.map((parameter) => offsets(parameter.shape, shape));
    const places = tensorsAt(constants);
    const values = constants.map((value) => value ?? Number.NaN);
    const entries = [0, ...places.map((k) => k + 1)];
    for (let i = 0; i < sizeOf(shape); i++) {
      for (const [k, parameter] of parameters.entries()) values[places[k]] = parameter.values[positions[k](i)];
      const at = areValid(family, values) ? x.values[xOffset(i)] : Number.NaN;
      // The ends of a discrete family are values like others.
      const support = quantity === 'quantile' ? unit : family.isDiscrete ? line : family.support(values);
      if (isInside(at, support, out, size)) secondDerivatives[quantity](densityAt(i), at, variable, out, size);
      for (const [k, output] of outputs.entries()) output.values[i] = out[entries[k]];
    }
  },
};
