import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { describe, expect, test } from 'vitest';
import { type AlphaConfig, type AlphaFrame, alphaOptimizers, alphaRunSettings, runAlpha } from '../../src/index.ts';
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
  test.each(alphaOptimizers)('is the run that was left, by %s', async (optimizer) => {
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

  test('goes on without the training that has diverged', async () => {
    const config = { ...quick, rates: [1e6, 0.1] };
    const whole = await finish(runAlpha(config));
    const left = whole.frames[6];
    expect(left.trainings[0].diverged).toBeLessThan(6);
    expect(left.state?.trainings[0]).toBeNull();
    const { result } = await finish(runAlpha({ ...config, resume: structuredClone(left) }));
    expect(result.trainings[0]).toEqual(whole.result.trainings[0]);
    expectClose(result.trainings[1].losses, whole.result.trainings[1].losses, { rel: 1e-4 });
  });

  test('tells one that has diverged with its own rate, whatever the others take', async () => {
    const config = { ...quick, rates: [1e6, 0.1] };
    const { frames } = await finish(runAlpha(config));
    const run = runAlpha({ ...config, rates: [0.3, 0.2], resume: frames[6] });
    await run.next();
    const { value } = await run.next({ rates: [0.4, 0.05] });
    expect((value as AlphaFrame).trainings.map(({ rate }) => rate)).toEqual([1e6, 0.05]);
    await run.return(undefined as never);
  });

  test('ends at once where all have diverged', async () => {
    const config = { ...quick, rates: [1e6] };
    const { frames, result } = await finish(runAlpha(config));
    expect(await finish(runAlpha({ ...config, resume: frames.at(-1) }))).toEqual({ frames: [frames.at(-1)], result });
  });

  test('takes a change with the frame that it goes on from, or other rates from its start', async () => {
    const { frames } = await finish(runAlpha({ ...quick, rates: [0.01] }));
    const run = runAlpha({ ...quick, resume: frames[3], rates: [0.3] });
    expect((await run.next()).value).toEqual(frames[3]);
    const { value: first } = await run.next();
    const changed = runAlpha({ ...quick, resume: frames[3], rates: undefined });
    await changed.next();
    const { value: second } = await changed.next({ rates: [0.3] });
    for (const value of [first, second])
      expect(Array.from((value as AlphaFrame).trainings[0].rates)).toEqual([...Array(4).fill(0.01), 0.3]);
    // The step that is shown again was made by the rate of then.
    expectClose((first as AlphaFrame).trainings[0].losses, frames[4].trainings[0].losses, { rel: 1e-5 });
    for (const one of [run, changed]) await one.return(undefined as never);
  });

  test('goes on from where a signal has stopped it, to more steps', async () => {
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

test('frames carry a state only where they are asked to', async () => {
  expect('state' in (await frameOf({ ...quick, resumable: false }))).toBe(false);
});

describe('a run is not gone on with', () => {
  const another = "as in the run that 'resume' is a frame of, but";
  const threeClasses = {
    ...data,
    train: { ...data.train, classNames: [...data.train.classNames, 'third'] },
    validation: { ...data.validation, classNames: [...data.validation.classNames, 'third'] },
    test: { ...data.test, classNames: [...data.test.classNames, 'third'] },
  };
  test.each<[string, AlphaConfig, string, string]>([
    ['optimizer', { optimizer: 'adam' }, 'optimizer', `must be "sgd", ${another} is "adam"`],
    ['batch size', { batchSize: 25 }, 'batchSize', `must be 24, ${another} is 25`],
    ['network', { hidden: [8, 8] }, 'hidden', `must be [8], ${another} is [8,8]`],
    ['seed', { seed: 1 }, 'seed', `must be 3, ${another} is 1`],
    ['number of rates', { rates: [0.1] }, 'rates', 'must be 2 rates, one for each training, but are 1'],
    ['end', { steps: 1 }, 'steps', 'must be more than 1, the step of the frame to go on from, but is 1'],
    ['table', { data: threeClasses }, 'data', `must have 4 features and 2 classes, ${another} has 4 features and 3`],
  ])('with another %s', async (_, other, setting, problem) => {
    const resume = await frameOf({ ...quick, frames: 100 }, 1);
    const refused = expect.objectContaining({
      name: 'ConfigError',
      setting,
      problem: expect.stringContaining(problem),
    });
    await expect(finish(runAlpha({ ...quick, ...other, resume }))).rejects.toEqual(refused);
  });

  test('from a frame without its state, or with one that does not fit', async () => {
    const { state, ...bare } = await frameOf(quick);
    if (!state) throw new Error('a resumable run has a state');
    const [first] = state.trainings;
    const cut = { ...bare, state: { ...state, trainings: [first, { ...first, values: new Float32Array(5) }] } };
    const early = { ...bare, state, step: 7 };
    const strange = { ...bare, state, optimizer: 'toString' };
    const none = { ...bare, state, trainings: [] };
    const holes = { ...bare, state, trainings: [null, null] };
    const { rates, ...withoutRates } = bare.trainings[0];
    const half = { ...bare, state, trainings: [withoutRates, bare.trainings[1]] };
    const between = { ...bare, state, step: 0.5 };
    for (const resume of [bare, cut, early, strange, none, holes, half, between, { kind: 'alpha' }, null, 'frame'])
      expect(() => alphaRunSettings({ ...quick, resume: resume as AlphaFrame })).toThrow(
        "alpha: 'resume' must be a frame, with its 'state', of a resumable runAlpha",
      );
  });
});
