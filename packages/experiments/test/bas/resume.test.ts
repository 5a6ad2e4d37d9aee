import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { describe, expect, test } from 'vitest';
import { type BasConfig, runBas } from '../../src/index.ts';
import { finish } from '../support/finish.ts';
import { registerGpuKernels } from '../support/gpu-kernels.ts';

registerGpuKernels();

const quick: BasConfig = { prior: 'relaxed-bernoulli', parameters: [0.3, 0.5], count: 40, steps: 25, seed: 3 };

describe('a run', () => {
  test('goes on from a frame, at its own step: the frame again, then the rest', async () => {
    const whole = await finish(runBas({ ...quick, frames: 25, steps: 12 }));
    const from = whole.frames[5];
    const { frames, result } = await finish(runBas({ ...quick, resume: from, frames: 25, steps: 12 }));
    expect(frames.map(({ step }) => step)).toEqual([5, 6, 7, 8, 9, 10, 11]);
    expectClose(frames[0].points, from.points, { abs: 1e-6 });
    expectClose(frames[0].losses, from.losses, { rel: 1e-4 });
    expect(result.losses).toHaveLength(12);
    // Adam begins anew, but the loss goes on falling at once.
    expect(result.losses[6]).toBeLessThan(result.losses[5]);
    expect(result.finalLoss).toBeLessThan(result.losses[5]);
  });

  // WebGL computes small tensors that come from the host on the host, so there the last digits differ.
  test('goes on from a frame with its state as if it had never been left', async () => {
    const config = { ...quick, frames: 6, steps: 12, resumable: true };
    const whole = await finish(runBas(config));
    for (const place of [0, 2, 6]) {
      const resume = structuredClone(whole.frames[place]);
      const { frames, result } = await finish(runBas({ ...config, resume }));
      expectClose(result.losses, whole.result.losses, { rel: 1e-4 });
      expectClose(result.points, whole.result.points, { abs: 1e-6 });
      if (!runsOnHost()) continue;
      expect(frames).toEqual(whole.frames.slice(place));
      expect(result).toEqual({ ...whole.result, seed: null });
    }
  });

  test('carries a state only where it is asked to', async () => {
    const { frames } = await finish(runBas({ ...quick, steps: 2 }));
    expect(frames.every((frame) => !('state' in frame))).toBe(true);
  });

  test('refuses a state of other points', async () => {
    const { frames } = await finish(runBas({ ...quick, steps: 1, resumable: true }));
    const resume = { ...frames[0], points: Float32Array.of(0.2, 0.4) };
    await expect(finish(runBas({ ...quick, resume }))).rejects.toThrow("bas: 'resume' must be a frame of runBas");
  });

  test('goes on from points that have reached the ends', async () => {
    const frame = (await finish(runBas({ ...quick, steps: 1 }))).frames[0];
    const resume = { ...frame, points: Float32Array.of(0, 0.5, 1) };
    const { result } = await finish(runBas({ ...quick, resume, steps: 3 }));
    expect(result.losses.every(Number.isFinite)).toBe(true);
  });

  test('leaves no tensor behind', async () => {
    await expectNoLeak(async () => {
      const { frames } = await finish(runBas({ ...quick, steps: 3, resumable: true }));
      await finish(runBas({ ...quick, steps: 3, resumable: true, resume: frames[1] }));
    });
  });
});
