import {
  add,
  FusedBatchNorm,
  type FusedBatchNormAttrs,
  type GradConfig,
  mul,
  neg,
  pow,
  rsqrt,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { unbroadcast } from './broadcast.ts';
import { gradientOf } from './rule.ts';

/** `y = (x - mean) / √(variance + ε) · scale + offset`. TF.js 4.22 cannot save an absent scale, so there is one. */
function batchNormGradient(dy: Tensor, saved: Tensor[], { varianceEpsilon }: FusedBatchNormAttrs) {
  const [x, mean, variance, scale] = saved;
  const scaled = mul(dy, scale);
  const spread = add(variance, varianceEpsilon);
  const toShape = (gradient: Tensor) => unbroadcast(gradient, mean.shape);
  return {
    x: () => mul(scaled, rsqrt(spread)),
    mean: () => toShape(neg(mul(scaled, rsqrt(spread)))),
    variance: () => toShape(mul(mul(scaled, sub(x, mean)), mul(pow(spread, -1.5), -0.5))),
    scale: () => toShape(mul(dy, mul(sub(x, mean), rsqrt(spread)))),
    offset: () => toShape(dy),
  };
}

/** The gradient of batch normalisation with given moments. */
export const batchNormGradients: readonly GradConfig[] = [
  gradientOf<FusedBatchNormAttrs>(FusedBatchNorm, { inputs: ['x', 'mean', 'variance', 'scale'] }, batchNormGradient),
];
