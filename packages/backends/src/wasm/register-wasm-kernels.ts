import {
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
import { unsortedSegmentSum } from './unsorted-segment-sum.ts';

const missing: readonly (readonly [name: string, kernelFunc: KernelFunc])[] = [
  [Conv2DBackpropFilter, conv2dBackpropFilter],
  [DepthwiseConv2dNativeBackpropFilter, depthwiseBackpropFilter],
  [DepthwiseConv2dNativeBackpropInput, depthwiseBackpropInput],
  [UnsortedSegmentSum, unsortedSegmentSum],
];

/** The gather of ours that is registered now, so that it is not wrapped twice. */
let gather: KernelFunc | undefined;

/**
 * Completes `@tensorflow/tfjs-backend-wasm` 4.22 for training: registers the kernels it lacks (the weight gradients of
 * convolution and depthwise convolution, the latter's input gradient, unsorted segment sum) and replaces `gather`, which
 * is silently wrong there when batchDims is not 0. A kernel that is there already is left alone. May be called again.
 * @throws Error when the wasm backend has not been imported
 */
export function registerWasmKernels(): void {
  const original = getKernel(GatherV2, 'wasm');
  if (!original)
    throw new Error("registerWasmKernels: the backend must be loaded first; import '@tensorflow/tfjs-backend-wasm'");
  for (const [kernelName, kernelFunc] of missing)
    if (!getKernel(kernelName, 'wasm')) registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
  if (original.kernelFunc !== gather) replaceGather(original);
}

function replaceGather(original: KernelConfig): void {
  gather = gatherWithBatches(original.kernelFunc);
  unregisterKernel(GatherV2, 'wasm');
  registerKernel({ ...original, kernelFunc: gather });
}
