import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { describe, expect, test } from 'vitest';
import { type AlphaConfig, type AlphaFrame, alphaOptimizers, runAlpha } from '../../src/index.ts';
import { data } from '../support/clouds.ts';
import { finish } from '../support/finish.ts';
import { spareSoftwareGpu } from '../support/software-gpu.ts';

spareSoftwareGpu();

const isHost = runsOnHost();
const quick: AlphaConfig = {
  data,
  hidden: [8],
  batchSize: 24,
  steps: 9,
  testEvery: 4,
  frames: 9,
  rates: [0.01, 0.1],
  seed: 3,
  resumable: true,
};

/** A run's frame of a step, as it comes out of a worker. */
async function frameOf(config: AlphaConfig, step = 0): Promise<AlphaFrame> {
  for await (const frame of runAlpha(config)) if (frame.step === step) return structuredClone(frame);
  throw new Error(`the run has no frame of step ${step}`);
}

describe('a resumed run', () => {
  test.each(alphaOptimizers)('gives the numbers of a run that was never stopped, by %s', async (optimizer) => {
    const config = { ...quick, optimizer };
    const whole = await finish(runAlpha(config));
    for (const place of isHost ? [0, 3, 7, 8] : [3]) {
      const { frames, result } = await finish(runAlpha({ ...config, resume: structuredClone(whole.frames[place]) }));
      for (const [i, { losses, alphas }] of result.trainings.entries()) {
        expectClose(losses, whole.result.trainings[i].losses, { rel: 1e-4 });
        const [mine, those] = [alphas, whole.result.trainings[i].alphas].map((all) => all.slice(0, -1).map(Number));
        expectClose(mine, those, { abs: 1e-3 });
      }
      if (!isHost) continue;
      expect(frames).toEqual(whole.frames.slice(place));
      expect(result).toEqual(whole.result);
    }
  });

  test('leaves out the training that has diverged', async () => {
    const config = { ...quick, rates: [1e6, 0.1] };
    const whole = await finish(runAlpha(config));
    const left = whole.frames[6];
    expect(left.trainings[0].diverged).toBeLessThan(6);
    expect(left.state?.training[0]).toBeNull();
    const { result } = await finish(runAlpha({ ...config, resume: structuredClone(left) }));
    expect(result.trainings[0]).toEqual(whole.result.trainings[0]);
    expectClose(result.trainings[1].losses, whole.result.trainings[1].losses, { rel: 1e-4 });
  });

  test('keeps the rate of a diverged training, whatever the others take', async () => {
    const config = { ...quick, rates: [1e6, 0.1] };
    const { frames } = await finish(runAlpha(config));
    const run = runAlpha({ ...config, rates: [0.3, 0.2], resume: frames[6] });
    await run.next();
    const { value } = await run.next({ rates: [0.4, 0.05] });
    expect((value as AlphaFrame).trainings.map(({ rate }) => rate)).toEqual([1e6, 0.05]);
    await run.return(undefined as never);
  });

  test('ends at once if all have diverged', async () => {
    const config = { ...quick, rates: [1e6] };
    const { frames, result } = await finish(runAlpha(config));
    expect(await finish(runAlpha({ ...config, resume: frames.at(-1) }))).toEqual({ frames: [frames.at(-1)], result });
  });

  test('takes a change with the frame that it resumes from, or other rates from its start', async () => {
    const { frames } = await finish(runAlpha({ ...quick, rates: [0.01] }));
    const run = runAlpha({ ...quick, resume: frames[3], rates: [0.3] });
    expect((await run.next()).value).toEqual(frames[3]);
    const { value: first } = await run.next();
    const changed = runAlpha({ ...quick, resume: frames[3], rates: undefined });
    await changed.next();
    const { value: second } = await changed.next({ rates: [0.3] });
    for (const value of [first, second])
      expect(Array.from((value as AlphaFrame).trainings[0].rates)).toEqual([...Array(4).fill(0.01), 0.3]);
    // The repeated step keeps the rate that it had.
    expectClose((first as AlphaFrame).trainings[0].losses, frames[4].trainings[0].losses, { rel: 1e-5 });
    for (const one of [run, changed]) await one.return(undefined as never);
  });

  test('resumes from where a signal stopped it, to more steps', async () => {
    const stop = new AbortController();
    const run = runAlpha({ ...quick, steps: 100_000, frames: 1 }, stop.signal);
    await run.next();
    setTimeout(() => stop.abort(), 20);
    const { frames } = await finish(run);
    const resume = frames[0];
    const { result } = await finish(runAlpha({ ...quick, steps: resume.step + 3, resume }));
    expect(result).toMatchObject({ completed: true });
    expect(result.trainings[0].losses.slice(0, resume.step + 1)).toEqual([...resume.trainings[0].losses]);
    expect(result.trainings[0].steps).toBe(resume.step + 3);
  });

  test.each(alphaOptimizers)('by %s leaves no tensor behind', async (optimizer) => {
    await expectNoLeak(async () => {
      const resume = await frameOf({ ...quick, optimizer, frames: 100 }, 1);
      await finish(runAlpha({ ...quick, optimizer, steps: 3, resume }));
    });
  });
});

test('frames carry a state only in a resumable run', async () => {
  expect('state' in (await frameOf({ ...quick, resumable: false }))).toBe(false);
});
