import { gradientOf } from '@hyperprior/backends/gradients';
import { type GradConfig, type Tensor, zeros } from '@tensorflow/tfjs-core';
import { vjp } from '../operators/vjp.ts';

/** The gradient of a kernel by some of its inputs, told by the formula that it computes; by the others it is zero. */
export function byFormula<Attributes>(
  kernelName: string,
  inputs: string[],
  formula: (xs: readonly Tensor[], attributes: Attributes) => Tensor,
  ignored: readonly string[] = [],
): GradConfig {
  return gradientOf<Attributes>(kernelName, { inputs }, (dy, xs, attributes) => {
    const partial = (at: number) => () => {
      if (ignored.includes(inputs[at])) return zeros(xs[at].shape);
      const { pullback, dispose } = vjp(
        (x: Tensor) =>
          formula(
            xs.map((other, i) => (i === at ? x : other)),
            attributes,
          ),
        [xs[at]],
      );
      try {
        return pullback(dy)[0];
      } finally {
        dispose();
      }
    };
    return Object.fromEntries(inputs.map((name, at) => [name, partial(at)]));
  });
}
