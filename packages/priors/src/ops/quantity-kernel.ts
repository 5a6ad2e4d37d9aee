import type { HostKernel } from '@hyperprior/backends/kernels';
import type { Family } from '../family.ts';
import { evaluators, type Quantity, valueEvaluators } from '../quantity.ts';
import { broadcastShape, offsets, sizeOf } from './broadcast.ts';
import { densities } from './densities.ts';

/** What the kernel is asked for. Tensor parameters follow x among the inputs, in their order. */
export interface QuantityAttributes {
  readonly family: Family;
  readonly quantity: Quantity;
  /** Each parameter's number, or null where it is a tensor. */
  readonly constants: readonly (number | null)[];
  /** Which derivatives are returned after the value: of x, then of every parameter. None, or all. */
  readonly derivatives: boolean;
}

/**
 * One quantity of a family, over a tensor, in one pass: the value and, when asked, the derivative in x and in
 * every parameter. It works in float64 and rounds once.
 */
export const quantityKernel: HostKernel<QuantityAttributes> = {
  name: 'HyperpriorQuantity',

  outputs(inputs, { constants, derivatives }) {
    const shape = broadcastShape(inputs.map((input) => input.shape));
    return Array.from({ length: derivatives ? 2 + constants.length : 1 }, () => ({ shape }));
  },

  compute([x, ...parameters], outputs, attributes) {
    const { quantity, derivatives } = attributes;
    const shape = outputs[0].shape;
    const count = sizeOf(shape);
    const xOffset = offsets(x.shape, shape);
    const densityAt = densities(parameters, shape, attributes);
    if (!derivatives) {
      const value = valueEvaluators[quantity];
      for (let i = 0; i < count; i++) outputs[0].values[i] = value(densityAt(i), x.values[xOffset(i)]);
      return;
    }
    const evaluate = evaluators[quantity];
    const out = new Float64Array(outputs.length);
    for (let i = 0; i < count; i++) {
      evaluate(densityAt(i), x.values[xOffset(i)], out);
      for (let k = 0; k < outputs.length; k++) outputs[k].values[i] = out[k];
    }
  },
};
