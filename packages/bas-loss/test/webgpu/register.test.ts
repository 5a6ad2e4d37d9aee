import { engine, getBackend, getKernel, ones, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { rank } from '../../src/index.ts';
import { hasRankKernel, rankKernelName } from '../../src/rank-kernel.ts';
import { registerWebGpuKernels } from '../../src/webgpu/index.ts';
import { rankProgram } from '../../src/webgpu/rank-program.ts';

const isWebGpu = getBackend() === 'webgpu';

describe('registerWebGpuKernels', () => {
  it('registers for WebGPU alone, once', () => {
    registerWebGpuKernels();
    const kernel = getKernel(rankKernelName, 'webgpu');
    registerWebGpuKernels();
    expect(kernel).toBeDefined();
    expect(getKernel(rankKernelName, 'webgpu')).toBe(kernel);
    expect(hasRankKernel([1, 3], 'max')).toBe(isWebGpu);
  });

  it.runIf(isWebGpu)('leaves to operations what would keep a GPU busy for too long', () => {
    expect(hasRankKernel([256, 4096], 'ordinal')).toBe(true);
    expect(hasRankKernel([257, 4096], 'ordinal')).toBe(false);
    expect(hasRankKernel([1, 65_536], 'max')).toBe(true);
    expect(hasRankKernel([1, 65_537], 'max')).toBe(false);
    expect(hasRankKernel([1, 4097], 'ordinal')).toBe(false);
  });

  it.runIf(isWebGpu)('refuses what it does not know', () => {
    const [x, cube] = [ones([1, 3]), ones([1, 1, 3])];
    expect(() => engine().runKernel(rankKernelName, { x }, { ties: 'min' })).toThrow("'ties' must be one of");
    expect(() => engine().runKernel(rankKernelName, { x: cube }, { ties: 'max' })).toThrow('but has [1,1,3]');
    for (const tensor of [x, cube]) tensor.dispose();
  });
});

describe('rankProgram', () => {
  it.runIf(isWebGpu)('ranks by both kinds of ties at one shape, each with its own shader', async () => {
    registerWebGpuKernels();
    const x = tensor2d([[5, 2, 5]]);
    expect([...(await rank(x, 'ordinal').data())]).toEqual([2, 1, 3]);
    expect([...(await rank(x, 'max').data())]).toEqual([3, 1, 3]);
    expect([...(await rank(x, 'ordinal').data())]).toEqual([2, 1, 3]);
  });

  it('covers every element within the limit of 65,535 workgroups an axis', () => {
    for (const shape of [
      [1, 1],
      [5, 13],
      [65535, 64],
      [65535, 65],
      [5000, 10_000],
    ]) {
      const [x, y, z] = rankProgram('max', shape).dispatch;
      expect(x * y * z * 64).toBeGreaterThanOrEqual(shape[0] * shape[1]);
      expect(Math.max(x, y, z)).toBeLessThanOrEqual(65535);
    }
  });
});
