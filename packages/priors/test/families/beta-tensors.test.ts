import { runsOnHost } from '@hyperprior/backends/kernels';
import { describe, expect, it } from 'vitest';
import { hasBetaKernel } from '../../src/families/beta-kernel.ts';
import { betaSuite } from './beta-suite.ts';

describe('betaTensors, by plain operations', () => {
  it('runs without the kernel', () => {
    expect(hasBetaKernel()).toBe(false);
  });
  betaSuite(runsOnHost() ? 'all' : 'few');
});
