import { engine, getBackend, getKernel, scalar } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { betaKernelName, hasBetaKernel } from '../../src/families/beta-kernel.ts';
import { registerWebGpuKernels } from '../../src/webgpu/index.ts';
import { betaSuite } from '../families/beta-suite.ts';

const isWebGpu = getBackend() === 'webgpu';

describe('registerWebGpuKernels', () => {
  it('registers for WebGPU alone, once', () => {
    registerWebGpuKernels();
    const kernel = getKernel(betaKernelName, 'webgpu');
    registerWebGpuKernels();
    expect(kernel).toBeDefined();
    expect(getKernel(betaKernelName, 'webgpu')).toBe(kernel);
    expect(hasBetaKernel()).toBe(getBackend() === 'webgpu');
  });

  it.runIf(isWebGpu)('refuses a quantity that it does not know', () => {
    const [x, a, b] = [scalar(0.5), scalar(1), scalar(1)];
    expect(() => engine().runKernel(betaKernelName, { x, a, b }, { quantity: 'mode' })).toThrow(
      /'quantity' must be one of cdf, .* but got mode/,
    );
    for (const tensor of [x, a, b]) tensor.dispose();
  });
});

describe.runIf(isWebGpu)('betaTensors, by the WebGPU kernel', () => {
  betaSuite();
});
