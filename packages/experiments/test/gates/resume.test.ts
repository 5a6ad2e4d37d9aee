import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectNoLeak } from '@hyperprior/vitest';
import { getBackend } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { type GatesConfig, type GatesFrame, gatesSettings, runGates } from '../../src/index.ts';
import { clouds, data, quick } from '../support/clouds.ts';
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
  test('is the run that was left: from within a variant, after it, after a seed, after the last epoch', async () => {
    const whole = await finish(runGates(config));
    for (const place of runsOnHost() ? [0, 1, 3, 6, 7] : [4]) {
      const resume = structuredClone(whole.frames[place]);
      const { frames, result } = await finish(runGates({ ...config, resume }));
      expect(frames).toEqual(whole.frames.slice(place));
      expect(result).toEqual(whole.result);
    }
  });

  test('takes a change with the frame that it goes on from', async () => {
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

test('frames carry a state only where they are asked to', async () => {
  expect('state' in (await firstFrame({ ...config, resumable: false }))).toBe(false);
});

describe('a run is not gone on with', () => {
  test.each<[string, GatesConfig, string, string]>([
    ['epochs', { epochs: 3 }, 'epochs', "must be 2, as in the run that 'resume' is a frame of, but is 3"],
    ['variants', { only: ['bas'] }, 'only', 'must be ["plain","bas"], as in'],
    ['seeds', { seed: 1 }, 'seed', 'must be 0, as in'],
    ['weights', { weights: { l1: 1 } }, 'weights', 'must be {"l1":0.3,"mean":10,"bas":10}, as in'],
    ['hidden units', { hidden: 8 }, 'hidden', 'must be 16, as in'],
  ])('with other %s', async (_, other, setting, problem) => {
    const resume = await firstFrame(config);
    const refused = expect.objectContaining({
      name: 'ConfigError',
      setting,
      problem: expect.stringContaining(problem),
    });
    expect(() => gatesSettings({ ...config, ...other, resume })).toThrow(refused);
    await expect(finish(runGates({ ...config, ...other, resume }))).rejects.toEqual(refused);
  });

  test('on a table of other features', async () => {
    const resume = await firstFrame(config);
    const narrow = (table: typeof data.train) => ({
      ...table,
      featureCount: 2,
      features: table.features.slice(0, 2 * table.count),
    });
    const other = { train: narrow(data.train), validation: narrow(data.validation), test: narrow(clouds(40, 3)) };
    await expect(finish(runGates({ ...config, data: other, resume }))).rejects.toThrow(
      "gates: 'data' must have 4 features and 2 classes, as in the run that 'resume' is a frame of, but has 2 and 2",
    );
  });

  test('from a frame without its state, or with one of another size', async () => {
    const { state, ...bare } = await firstFrame(config);
    if (!state) throw new Error('a resumable run has a state');
    const cut = { ...bare, state: { ...state, training: { ...state.training, values: new Float32Array(5) } } };
    for (const resume of [bare, cut])
      expect(() => gatesSettings({ ...config, resume })).toThrow("gates: 'resume' must be a frame, with its 'state'");
  });
});
