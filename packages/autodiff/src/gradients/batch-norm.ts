import { unbroadcast } from '@hyperprior/backends/gradients';
import {
  add,
  FusedBatchNorm,
  type FusedBatchNormAttrs,
  type GradConfig,
  mul,
  neg,
  rsqrt,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';

/** TF.js saves the inputs that this list names, and breaks where one of them was not given: those are left out. */
class Given extends Array<string> {
  override map<U>(pick: (name: string, at: number, names: string[]) => U): U[] {
    return Array.from(this)
      .map(pick)
      .filter((value) => value !== undefined && value !== null);
  }
}

/** `y = (x - mean) / √(variance + ε) · scale + offset`, where scale and offset may be absent. */
function batchNormGradient(dy: Tensor, [x, mean, variance, scale]: Tensor[], epsilon: number) {
  const factor = rsqrt(add(variance, epsilon));
  const scaled = () => (scale ? mul(dy, scale) : dy);
  const toShape = (gradient: Tensor) => unbroadcast(gradient, mean.shape);
  return {
    x: () => mul(scaled(), factor),
    mean: () => toShape(neg(mul(scaled(), factor))),
    variance: () => toShape(mul(mul(scaled(), sub(x, mean)), mul(mul(mul(factor, factor), factor), -0.5))),
    scale: () => toShape(mul(dy, mul(sub(x, mean), factor))),
    offset: () => toShape(dy),
  };
}

/** The gradient of batch normalisation with given moments, also where it has no scale. */
export const batchNormGradients: readonly GradConfig[] = [
  {
    kernelName: FusedBatchNorm,
    inputsToSave: Given.from(['x', 'mean', 'variance', 'scale']),
    gradFunc: (dy, saved, attrs) => {
      const { varianceEpsilon } = attrs as unknown as FusedBatchNormAttrs;
      return batchNormGradient(Array.isArray(dy) ? dy[0] : dy, saved, varianceEpsilon);
    },
  },
];
