import {
  _FusedMatMul,
  BatchMatMul,
  Conv2DBackpropFilter,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  GatherV2,
  getKernel,
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  UnsortedSegmentSum,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise.ts';
import { gatherWithBatches } from './gather.ts';
import { transposingFirst } from './transposed-mat-mul.ts';
import { unsortedSegmentSum } from './unsorted-segment-sum.ts';

const missing: readonly (readonly [name: string, kernelFunc: KernelFunc])[] = [
  [Conv2DBackpropFilter, conv2dBackpropFilter],
  [DepthwiseConv2dNativeBackpropFilter, depthwiseBackpropFilter],
  [DepthwiseConv2dNativeBackpropInput, depthwiseBackpropInput],
  [UnsortedSegmentSum, unsortedSegmentSum],
];

/** Kernels that are there, and what makes each of them right or fast. */
const improved: readonly (readonly [name: string, improve: (original: KernelFunc) => KernelFunc])[] = [
  [GatherV2, gatherWithBatches],
  [BatchMatMul, transposingFirst],
  [_FusedMatMul, transposingFirst],
];

/** Kernels of ours that stand in the place of TF.js's, so that none is wrapped twice. */
const wrapped = new WeakSet<KernelFunc>();

/**
 * Completes `@tensorflow/tfjs-backend-wasm` 4.22 for training: registers the kernels it lacks (the weight gradients of
 * convolution and depthwise convolution, the latter's input gradient, unsorted segment sum), replaces `gather`, which
 * is silently wrong there when batchDims is not 0, and lets the matrix product transpose its operands first, which
 * makes a dense layer's backward pass some twenty times faster. May be called again.
 * @throws Error when the wasm backend has not been imported
 */
export function registerWasmKernels(): void {
  if (!getKernel(GatherV2, 'wasm'))
    throw new Error("registerWasmKernels: the backend must be loaded first; import '@tensorflow/tfjs-backend-wasm'");
  for (const [kernelName, kernelFunc] of missing)
    if (!getKernel(kernelName, 'wasm')) registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
  for (const [kernelName, improve] of improved) replace(getKernel(kernelName, 'wasm'), improve);
}

function replace(original: KernelConfig, improve: (original: KernelFunc) => KernelFunc): void {
  if (wrapped.has(original.kernelFunc)) return;
  const kernelFunc = improve(original.kernelFunc);
  wrapped.add(kernelFunc);
  unregisterKernel(original.kernelName, 'wasm');
  registerKernel({ ...original, kernelFunc });
}
