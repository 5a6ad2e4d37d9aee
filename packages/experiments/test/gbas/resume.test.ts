import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { describe, expect, test } from 'vitest';
import { type GbasConfig, type GbasFrame, runGbas } from '../../src/index.ts';
import { finish } from '../support/finish.ts';
import { registerGpuKernels } from '../support/gpu-kernels.ts';

registerGpuKernels();

const isHost = runsOnHost();
/** GPUs are tested on software adapters, a hundred times slower: there the runs are short. */
const steps = isHost ? 40 : 6;
const quick: GbasConfig = { dimensions: 7, count: 40, steps, warmUp: 4, frames: steps, seed: 3, resumable: true };

/** A run's first frame, as it comes out of a worker. */
async function firstFrame(config: GbasConfig): Promise<GbasFrame> {
  for await (const frame of runGbas(config)) return structuredClone(frame);
  throw new Error('the run has no frame');
}

const families = ['relaxed-bernoulli', 'beta', 'symmetric-beta'];

describe('a resumed run', () => {
  // WebGL computes small tensors that come from the host on the host, so there the last digits differ.
  test.each(isHost ? families : families.slice(0, 1))(
    'gives the numbers of a run that was never stopped, with %s priors',
    async (family) => {
      const config = { ...quick, family };
      const whole = await finish(runGbas(config));
      for (const place of isHost ? [0, 3, 25, steps - 1] : [3]) {
        const { frames, result } = await finish(runGbas({ ...config, resume: structuredClone(whole.frames[place]) }));
        expectClose(result.losses, whole.result.losses, { rel: 1e-4 });
        expectClose(result.means, whole.result.means, { abs: 1e-5 });
        if (!isHost) continue;
        expect(frames).toEqual(whole.frames.slice(place));
        expect(result).toEqual(whole.result);
      }
    },
  );

  test.skipIf(!isHost)("is the notebook's run, also where its points have met the clip", async () => {
    const config: GbasConfig = { steps: 330, frames: 3, resumable: true };
    const whole = await finish(runGbas(config));
    const { frames, result } = await finish(runGbas({ ...config, resume: structuredClone(whole.frames[2]) }));
    expect(frames[0].step).toBeGreaterThan(200);
    expect(frames).toEqual(whole.frames.slice(2));
    expect(result).toEqual(whole.result);
  });

  test('takes a change with the frame that it resumes from', async () => {
    const change = { target: 0.8, learningRate: 0.02 };
    const left = runGbas(quick);
    const { value: resume } = await left.next();
    const { value: expected } = await left.next(change);
    if (!resume || !('kind' in resume) || !expected || !('kind' in expected)) throw new Error('the run ended early');
    const run = runGbas({ ...quick, resume });
    expect((await run.next()).value).toMatchObject({ step: resume.step, means: resume.means });
    const { value: frame } = await run.next(change);
    expect(frame).toMatchObject({ step: 1, hyperprior: expected.hyperprior });
    expectClose((frame as GbasFrame).means, expected.means, { abs: 1e-5 });
    for (const one of [left, run]) await one.return(undefined as never);
  });

  test('takes more steps, another hyperprior, rate and number of frames', async () => {
    const { frames } = await finish(runGbas({ ...quick, steps: 3 }));
    const config = { ...quick, steps: 5, hyperprior: 'beta(2, 2)', learningRate: 0.01, frames: 2 };
    const { result } = await finish(runGbas({ ...config, resume: frames[2] }));
    expect(result).toMatchObject({ completed: true, steps: 5, hyperprior: 'beta(a = 2, b = 2)', learningRate: 0.01 });
    expect(result.losses.slice(0, 2)).toEqual(Array.from(frames[2].losses.total.subarray(0, 2)));
  });

  test('leaves no tensor behind', async () => {
    await expectNoLeak(async () => {
      const resume = await firstFrame(quick);
      await finish(runGbas({ ...quick, steps: 3, resume }));
    });
  });
});

test('frames carry a state only in a resumable run', async () => {
  expect('state' in (await firstFrame({ ...quick, resumable: false }))).toBe(false);
});
