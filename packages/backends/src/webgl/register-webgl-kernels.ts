import {
  _FusedMatMul,
  BatchMatMul,
  getKernel,
  type KernelFunc,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { evenlyShared } from './even-mat-mul.ts';

/** Kernels of ours that stand in the place of TF.js's, so that none is wrapped twice. */
const wrapped = new WeakSet<KernelFunc>();

/**
 * Replaces kernels of `@tensorflow/tfjs-backend-webgl` 4.22 that are silently wrong: `BatchMatMul` and `_FusedMatMul`.
 * Convolutions have a product of their own, which stays.
 */
export function registerWebGlKernels(): void {
  for (const kernelName of [BatchMatMul, _FusedMatMul]) {
    const original = getKernel(kernelName, 'webgl');
    if (!original || wrapped.has(original.kernelFunc)) continue;
    const kernelFunc = evenlyShared(original.kernelFunc);
    wrapped.add(kernelFunc);
    unregisterKernel(kernelName, 'webgl');
    registerKernel({ ...original, kernelFunc });
  }
}
