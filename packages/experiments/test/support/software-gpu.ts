import { env, getBackend } from '@tensorflow/tfjs-core';
import { afterAll } from 'vitest';

const flag = 'WEBGPU_MATMUL_PROGRAM_TYPE';

/**
 * For all tests of a file. For a matrix product of at most 128 values TF.js's WebGPU backend takes a program of 256
 * threads for each of them, on which a software adapter spends a millisecond. What is tested here does not depend on
 * which of its programs is taken: it takes the next one (`MatMulSmallOutputSizeProgram`), as for larger products.
 */
export function spareSoftwareGpu(): void {
  if (getBackend() !== 'webgpu') return;
  const before = env().getNumber(flag);
  env().set(flag, 2);
  afterAll(() => env().set(flag, before));
}
