import { engine, env, getBackend, getKernel, scalar } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { betaKernelName, hasBetaKernel } from '../../src/families/beta-kernel.ts';
import { registerWebGlKernels } from '../../src/webgl/index.ts';
import { betaSuite } from '../families/beta-suite.ts';

const isWebGl = getBackend() === 'webgl';

describe('registerWebGlKernels', () => {
  it('registers for WebGL alone, once', () => {
    registerWebGlKernels();
    const kernel = getKernel(betaKernelName, 'webgl');
    registerWebGlKernels();
    expect(kernel).toBeDefined();
    expect(getKernel(betaKernelName, 'webgl')).toBe(kernel);
    expect(hasBetaKernel()).toBe(isWebGl);
  });

  it.runIf(isWebGl)('refuses a quantity that it does not know', () => {
    const [x, a, b] = [scalar(0.5), scalar(1), scalar(1)];
    expect(() => engine().runKernel(betaKernelName, { x, a, b }, { quantity: 'mode' })).toThrow(
      /'quantity' must be one of cdf, .* but got mode/,
    );
    for (const tensor of [x, a, b]) tensor.dispose();
  });

  it.runIf(isWebGl)('leaves WebGL 1 to the plain operations', () => {
    const [x, a, b] = [scalar(0.5), scalar(1), scalar(1)];
    const version = env().getNumber('WEBGL_VERSION');
    env().set('WEBGL_VERSION', 1);
    try {
      expect(hasBetaKernel()).toBe(false);
      expect(() => engine().runKernel(betaKernelName, { x, a, b }, { quantity: 'cdf' })).toThrow(
        'this browser has WebGL 1',
      );
    } finally {
      env().set('WEBGL_VERSION', version);
    }
    for (const tensor of [x, a, b]) tensor.dispose();
  });
});

describe.runIf(isWebGl)('betaTensors, by the WebGL kernel', () => {
  betaSuite();
});
