import { randomStream } from '@hyperprior/numerics';
import {
  add,
  dispose,
  matMul,
  relu,
  type Tensor,
  type Tensor2D,
  tensor,
  tidy,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';

/** A classifier of dense layers. */
export interface Classifier {
  /** Kernel and bias of each layer, in turns. */
  readonly variables: Variable[];
  /** The classes' logits, [batch, classes]. */
  logits(x: Tensor): Tensor;
  dispose(): void;
}

/** Streams of random numbers apart from all others, one for each layer. */
const layerStreams = 3_000_000;

/**
 * Dense layers of these widths, inputs and classes included, with ReLU between them. The weights come from a seed:
 * He-uniform before a ReLU, Glorot-uniform in the last layer.
 */
export function classifier(widths: readonly number[], seed: number): Classifier {
  const last = widths.length - 2;
  const layers = widths.slice(1).map((units, i) => {
    const fan = i === last ? widths[i] + units : widths[i];
    return layer([widths[i], units], Math.sqrt(6 / fan), randomStream(seed, layerStreams + i));
  });
  const variables = layers.flat();
  return {
    variables,
    logits: (x) =>
      tidy(() =>
        layers.reduce((units, [kernel, bias], i) => {
          const sums = add(matMul(units as Tensor2D, kernel as Tensor2D), bias);
          return i === last ? sums : relu(sums);
        }, x),
      ),
    dispose: () => dispose(variables),
  };
}

/** How many weights such a network has. */
export const weightCount = (widths: readonly number[]): number =>
  widths.slice(1).reduce((count, units, i) => count + (widths[i] + 1) * units, 0);

/** A kernel, uniform within the limit, and a bias of zeros. */
function layer(
  [rows, columns]: readonly [number, number],
  limit: number,
  random: { uniform(): number },
): [kernel: Variable, bias: Variable] {
  const values = Float32Array.from({ length: rows * columns }, () => (2 * random.uniform() - 1) * limit);
  return tidy(() => [
    variable(tensor(values, [rows, columns])),
    variable(tensor(new Float32Array(columns), [columns])),
  ]);
}
