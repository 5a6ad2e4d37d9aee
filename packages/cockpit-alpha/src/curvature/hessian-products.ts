import { valueAndGrad, vjp } from '@hyperprior/autodiff';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Observation } from '../observation.ts';

/** The product of a Hessian and a vector that has a tensor for each variable. */
export type HessianProduct = (vector: readonly Tensor[]) => Tensor[];

/**
 * Runs work with the Hessian of the mean loss where the step began. The gradient is made and recorded once; each product
 * is one backward pass over it (Pearlmutter, Fast exact multiplication by the Hessian, 1994).
 */
export const withHessian = <Value>(observation: Observation, work: (product: HessianProduct) => Value): Value =>
  observation.atStart((loss) => {
    const gradientAt = valueAndGrad((..._variables: Tensor[]) => loss());
    const gradient = vjp((...variables: Tensor[]) => gradientAt(...variables).grads, [...observation.variables]);
    try {
      return work((vector) => [...gradient.pullback([...vector])]);
    } finally {
      gradient.dispose();
      for (const tensor of gradient.value) tensor.dispose();
    }
  });
