import { _FusedMatMul, BatchMatMul } from '@tensorflow/tfjs-core';
import { improveKernel } from '../improve-kernel.ts';
import { evenlyShared } from './even-mat-mul.ts';

/**
 * Replaces kernels of `@tensorflow/tfjs-backend-webgl` 4.22 that are silently wrong: `BatchMatMul` and `_FusedMatMul`.
 * Convolutions have a product of their own, which stays.
 */
export function registerWebGlKernels(): void {
  for (const kernelName of [BatchMatMul, _FusedMatMul]) improveKernel(kernelName, 'webgl', evenlyShared);
}
