import { matMul, reshape, slice, type Tensor } from '@tensorflow/tfjs-core';
import type { LinearUse } from './linear-use.ts';
import type { Factors, Part } from './part.ts';

/**
 * A part whose gradient is, for each sample, the sum of outer products aᵀ d over its rows.
 * @param project as `Part` asks
 * @param factors a of shape [batch, rows, m] and d of shape [batch, rows, n], with m · n values in the variable
 */
export function outerProduct({ seenAs }: LinearUse, project: Part['project'], factors: () => Factors): Part {
  return {
    project,
    factors,
    gradients: (from, count) => outerProducts(factors(), from, count, seenAs),
  };
}

/** The products aᵀ d of `count` samples from `from` on, [count, ...shape]. */
export function outerProducts({ a, d }: Factors, from: number, count: number, shape: readonly number[]): Tensor {
  const [some, others] = [a, d].map((factor) => slice(factor, from, count));
  return reshape(matMul(some, others, true, false), [count, ...shape]);
}
