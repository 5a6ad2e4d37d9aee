import { engine, env, getBackend, getKernel, ones } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { hasRankKernel, rankKernelName } from '../../src/rank-kernel.ts';
import { registerWebGlKernels } from '../../src/webgl/index.ts';

const isWebGl = getBackend() === 'webgl';

describe('registerWebGlKernels', () => {
  it('registers for WebGL alone, once', () => {
    registerWebGlKernels();
    const kernel = getKernel(rankKernelName, 'webgl');
    registerWebGlKernels();
    expect(kernel).toBeDefined();
    expect(getKernel(rankKernelName, 'webgl')).toBe(kernel);
    expect(hasRankKernel([1, 3], 'max')).toBe(isWebGl);
  });

  it.runIf(isWebGl)('refuses what it does not know', () => {
    const [x, cube] = [ones([1, 3]), ones([1, 1, 3])];
    expect(() => engine().runKernel(rankKernelName, { x }, { ties: 'min' })).toThrow("'ties' must be one of");
    expect(() => engine().runKernel(rankKernelName, { x: cube }, { ties: 'max' })).toThrow('but has [1,1,3]');
    for (const tensor of [x, cube]) tensor.dispose();
  });

  it.runIf(isWebGl)('leaves WebGL 1 to the plain operations', () => {
    const x = ones([1, 3]);
    const version = env().getNumber('WEBGL_VERSION');
    env().set('WEBGL_VERSION', 1);
    try {
      expect(hasRankKernel([1, 3], 'max')).toBe(false);
      expect(() => engine().runKernel(rankKernelName, { x }, { ties: 'max' })).toThrow('this browser has WebGL 1');
    } finally {
      env().set('WEBGL_VERSION', version);
    }
    x.dispose();
  });
});
