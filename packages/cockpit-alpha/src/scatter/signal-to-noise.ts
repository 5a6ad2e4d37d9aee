import { add, div, maximum, mul, sqrt, square, type Tensor, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import { normsOf } from '../norms/norms-of.ts';

/**
 * The norm of g / √(v + ε) by each variable, [variables], with v the squares of `deviations` divided by `divisor`: its square is the
 * sum of g² / (v + ε), and may be larger than float32 goes.
 */
export const signalToNoise = (
  gradient: readonly Tensor[],
  deviations: readonly Tensor[],
  { divisor, epsilon }: { divisor: number; epsilon: number },
): Tensor1D =>
  tidy(() => {
    const least = Math.sqrt(epsilon);
    return normsOf(
      gradient.map((g, i) => {
        const deviation = div(deviations[i], Math.sqrt(divisor));
        const larger = maximum(deviation, least);
        // The larger one is at least the root's 1 / √2: nothing overflows that the root would not.
        const root = mul(larger, sqrt(add(square(div(deviation, larger)), square(div(least, larger)))));
        return div(g, root);
      }),
    );
  });
