import { matMul, reshape, slice } from '@tensorflow/tfjs-core';
import type { LinearUse } from './linear-use.ts';
import type { Factors, Part } from './part.ts';

/**
 * A part whose gradient is, for each sample, the sum of outer products aᵀ d over its rows.
 * @param project as `Part` asks
 * @param factors a of shape [batch, rows, m] and d of shape [batch, rows, n], with m · n values in the variable
 */
export function outerProduct({ variable }: LinearUse, project: Part['project'], factors: () => Factors): Part {
  return {
    variable,
    project,
    factors,
    gradients(from, count) {
      const { a, d } = factors();
      const [some, others] = [a, d].map((factor) => slice(factor, from, count));
      return reshape(matMul(some, others, true, false), [count, ...variable.shape]);
    },
  };
}
