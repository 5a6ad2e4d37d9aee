import {
  add,
  type GradConfig,
  LRNGrad,
  type LRNGradAttrs,
  matMul,
  mul,
  pow,
  reshape,
  sub,
  type Tensor,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { byFormula } from './by-formula.ts';

/** Sums over the neighbouring channels within `radius`, as a product with a band matrix. */
function sumsOfNeighbours(x: Tensor, radius: number): Tensor {
  const channels = x.shape[x.rank - 1];
  const band = Float32Array.from({ length: channels * channels }, (_, i) =>
    Math.abs((i % channels) - Math.floor(i / channels)) <= radius ? 1 : 0,
  );
  const rows = reshape(x, [x.size / channels, channels]);
  return reshape(matMul(rows, tensor2d(band, [channels, channels])), x.shape);
}

/**
 * What the kernel computes. With `n = bias + α Σ x²`, local response normalisation is `y = x n^-β`, and its gradient
 * `dx = dy n^-β - 2αβ x Σ dy x n^(-β-1)`, sums over neighbouring channels (Krizhevsky et al. 2012, section 3.3).
 */
function backward([x, , dy]: readonly Tensor[], { depthRadius, bias, alpha, beta }: LRNGradAttrs): Tensor {
  const norm = add(mul(sumsOfNeighbours(mul(x, x), depthRadius), alpha), bias);
  const direct = mul(dy, pow(norm, -beta));
  const others = sumsOfNeighbours(mul(mul(dy, x), pow(norm, -beta - 1)), depthRadius);
  return sub(direct, mul(mul(x, others), 2 * alpha * beta));
}

/** The gradient of the kernel that is local response normalisation's derivative. It does not look at y. */
export const localResponseGradients: readonly GradConfig[] = [
  byFormula<LRNGradAttrs>(LRNGrad, ['x', 'y', 'dy'], backward, ['y']),
];
