import type { HostKernel } from '@hyperprior/backends/kernels';
import { evaluators, type Quantity, valueEvaluators } from '../quantity.ts';
import { commonShape, offsets, sizeOf } from './broadcast.ts';
import { densities, type PartlyFixed } from './densities.ts';

/** What the kernel is asked for. Tensor parameters follow x among the inputs, in their order. */
export interface QuantityAttributes extends PartlyFixed {
  readonly quantity: Quantity;
  /** Whether the derivatives in x and in every parameter follow the value. */
  readonly derivatives: boolean;
}

/**
 * One quantity of a family, over a tensor, in one pass: the value and, when asked, the derivative in x and in
 * every parameter. It works in float64 and rounds once.
 */
export const quantityKernel: HostKernel<QuantityAttributes> = {
  name: 'HyperpriorQuantity',

  outputs(inputs, { constants, derivatives }) {
    const shape = commonShape(inputs.map((input) => input.shape));
    return Array.from({ length: derivatives ? 2 + constants.length : 1 }, () => ({ shape }));
  },

  compute([x, ...parameters], outputs, attributes) {
    const { quantity, derivatives, constants } = attributes;
    const shape = outputs[0].shape;
    const count = sizeOf(shape);
    const xOffset = offsets(x.shape, shape);
    const densityAt = densities(parameters, shape, attributes);
    if (!derivatives) {
      const value = valueEvaluators[quantity];
      const scratch = new Float64Array(2 + constants.length + 1);
      const results = outputs[0].values;
      for (let i = 0; i < count; i++) results[i] = value(densityAt(i), x.values[xOffset(i)], scratch);
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
