import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectNoLeak } from '@hyperprior/vitest';
import { getBackend } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { type GatesConfig, type GatesFrame, runGates } from '../../src/index.ts';
import { quick } from '../support/clouds.ts';
import { finish } from '../support/finish.ts';

/** Eight epochs: two seeds, two variants, two epochs each. */
const config: GatesConfig = { ...quick, only: ['plain', 'bas'], seeds: 2, resumable: true };

/** A run's first frame, as it comes out of a worker. */
async function firstFrame(config: GatesConfig): Promise<GatesFrame> {
  for await (const frame of runGates(config)) return structuredClone(frame);
  throw new Error('the run has no frame');
}

// Going on is the same on every GPU: one of them is enough, as each takes a minute and more without hardware.
describe.skipIf(getBackend() === 'webgpu')('a resumed run', () => {
  test('gives the numbers of a run that was never stopped: from within a variant, after it, after a seed, after the last epoch', async () => {
    const whole = await finish(runGates(config));
    for (const place of runsOnHost() ? [0, 1, 3, 6, 7] : [4]) {
      const resume = structuredClone(whole.frames[place]);
      const { frames, result } = await finish(runGates({ ...config, resume }));
      expect(frames).toEqual(whole.frames.slice(place));
      expect(result).toEqual(whole.result);
    }
  });

  test('takes a change with the frame that it resumes from', async () => {
    const change = { learningRate: 0.5, target: 0.8 };
    const left = runGates({ ...config, only: ['bas'] });
    const { value: resume } = await left.next();
    const { value: expected } = await left.next(change);
    if (!resume || !('kind' in resume)) throw new Error('the run ended early');
    const run = runGates({ ...config, only: ['bas'], resume });
    expect((await run.next()).value).toEqual(resume);
    expect((await run.next(change)).value).toEqual(expected);
    for (const one of [left, run]) await finish(one);
  });

  test('leaves no tensor behind', async () => {
    await expectNoLeak(async () => {
      const resume = await firstFrame(config);
      await finish(runGates({ ...config, resume, seeds: 2 }));
    });
  });
});

test('frames carry a state only in a resumable run', async () => {
  expect('state' in (await firstFrame({ ...config, resumable: false }))).toBe(false);
});
