import {
  _FusedMatMul,
  AvgPool,
  BatchMatMul,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  Conv3DBackpropInputV2,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  Einsum,
  GatherV2,
  getKernel,
  type KernelFunc,
  MaxPool,
  MaxPool3D,
  MaxPool3DGrad,
  MaxPoolGrad,
  registerKernel,
  Select,
  UnsortedSegmentSum,
} from '@tensorflow/tfjs-core';
import { improveKernel } from '../improve-kernel.ts';
import { avgPoolRounded } from './avg-pool.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { multiplyingConv2dBackpropInput } from './conv2d-backprop-input.ts';
import { conv3dBackpropInput } from './conv3d-backprop-input.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise.ts';
import { einsum } from './einsum.ts';
import { gatherWithBatches } from './gather.ts';
import { maxPool3d, maxPool3dGrad, maxPoolGrad, maxPoolRounded } from './max-pool.ts';
import { selectingBools } from './select.ts';
import { transposingFirst } from './transposed-mat-mul.ts';
import { unsortedSegmentSum } from './unsorted-segment-sum.ts';

const missing: readonly (readonly [name: string, kernelFunc: KernelFunc])[] = [
  [Conv2DBackpropFilter, conv2dBackpropFilter],
  [DepthwiseConv2dNativeBackpropFilter, depthwiseBackpropFilter],
  [DepthwiseConv2dNativeBackpropInput, depthwiseBackpropInput],
  [UnsortedSegmentSum, unsortedSegmentSum],
  [Einsum, einsum],
];

/** Kernels that are there, and what makes each of them right or fast. */
const improved: readonly (readonly [name: string, improve: (original: KernelFunc) => KernelFunc])[] = [
  [GatherV2, gatherWithBatches],
  [AvgPool, avgPoolRounded],
  [MaxPool, maxPoolRounded],
  [MaxPoolGrad, () => maxPoolGrad],
  [MaxPool3D, () => maxPool3d],
  [MaxPool3DGrad, () => maxPool3dGrad],
  [Conv3DBackpropInputV2, () => conv3dBackpropInput],
  [Conv2DBackpropInput, multiplyingConv2dBackpropInput],
  [Select, selectingBools],
  [BatchMatMul, transposingFirst],
  [_FusedMatMul, transposingFirst],
];

/**
 * Completes `@tensorflow/tfjs-backend-wasm` 4.22 for training. Registers the kernels it lacks: the weight gradients of
 * convolution and depthwise convolution, the latter's input gradient, unsorted segment sum (gather's gradient),
 * and einsum.
 * Replaces those that are silently wrong: `gather` where batchDims is not 0, pooling of images with a
 * rounding mode, max pooling's gradients and maxPool3d (where a maximum is negative), and conv3d's input gradient.
 * Makes a dense layer's backward pass some twenty times faster, whose matrix products transpose their operands first, and
 * a convolution's input gradient several times, which becomes a matrix product. May be called again at no cost.
 * @throws Error when the wasm backend has not been imported
 */
export function registerWasmKernels(): void {
  if (!getKernel(GatherV2, 'wasm'))
    throw new Error("registerWasmKernels: the backend must be loaded first; import '@tensorflow/tfjs-backend-wasm'");
  for (const [kernelName, kernelFunc] of missing)
    if (!getKernel(kernelName, 'wasm')) registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
  for (const [kernelName, improve] of improved) improveKernel(kernelName, 'wasm', improve);
}
