import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { describe, expect, test } from 'vitest';
import { type BasConfig, runBas } from '../../src/index.ts';
import { finish } from '../support/finish.ts';
import { registerGpuKernels } from '../support/gpu-kernels.ts';

registerGpuKernels();

const quick: BasConfig = { prior: 'relaxed-bernoulli', parameters: [0.3, 0.5], count: 40, steps: 25, seed: 3 };

describe('a run', () => {
  // WebGL computes small tensors that come from the host on the host, so there the last digits differ.
  test('that is resumed from a frame gives the numbers of one that was never stopped', async () => {
    const config = { ...quick, frames: 6, steps: 12, resumable: true };
    const whole = await finish(runBas(config));
    for (const index of runsOnHost() ? [0, 2, 6] : [2]) {
      const resume = structuredClone(whole.frames[index]);
      const { frames, result } = await finish(runBas({ ...config, resume }));
      expectClose(result.losses, whole.result.losses, { rel: 1e-4 });
      expectClose(result.points, whole.result.points, { abs: 1e-6 });
      if (!runsOnHost()) continue;
      expect(frames).toEqual(whole.frames.slice(index));
      expect(result).toEqual(whole.result);
    }
  });

  test('carries a state only if it is resumable', async () => {
    const { frames } = await finish(runBas({ ...quick, steps: 2 }));
    expect(frames.every((frame) => !('state' in frame))).toBe(true);
  });

  test('leaves no tensor behind', async () => {
    await expectNoLeak(async () => {
      const { frames } = await finish(runBas({ ...quick, steps: 3, resumable: true }));
      await finish(runBas({ ...quick, steps: 3, resumable: true, resume: frames[1] }));
    });
  });
});
