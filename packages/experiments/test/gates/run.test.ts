import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectNoLeak } from '@hyperprior/vitest';
import { describe, expect, test } from 'vitest';
import { gateVariants, runGates } from '../../src/index.ts';
import { quick } from '../support/clouds.ts';
import { finish } from '../support/finish.ts';
import { spareSoftwareGpu } from '../support/software-gpu.ts';

spareSoftwareGpu();

/** GPUs are tested on software adapters, a hundred times slower: there a run is short. */
const long = () => (runsOnHost() ? 12 : 1);

describe('runGates', () => {
  test('trains the four variants side by side and sums them up', async () => {
    const epochs = long();
    const { frames, result } = await finish(runGates({ ...quick, epochs }));
    expect(frames).toHaveLength(4 * epochs);
    const last = frames[frames.length - 1];
    expect(last.variants.map(({ name }) => name)).toEqual([...gateVariants]);
    expect(last.variants.every(({ history }) => history.length === epochs)).toBe(true);
    for (const name of gateVariants) {
      const variant = result.variants[name];
      if (!variant) throw new Error(`no result for ${name}`);
      if (epochs > 2 && name === 'plain') expect(variant.accuracy).toBeGreaterThan(0.9);
      for (const share of [variant.openShare, variant.conditionalShare, variant.shuffledAccuracy]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      const classifier = 4 * 16 + 16 * 2;
      expect(variant.multiplicationsSaved).toBeCloseTo(1 - variant.openShare - (4 * 4 + 4 * 4) / classifier, 6);
    }
  });

  test('averages over seeds', async () => {
    const { result } = await finish(runGates({ ...quick, only: ['bas'], seeds: 2, epochs: 1 }));
    const { accuracy, deviation, perSeed } = result.variants.bas ?? { perSeed: [] };
    expect(perSeed).toHaveLength(2);
    expect(accuracy).toBeCloseTo((perSeed[0].accuracy + perSeed[1].accuracy) / 2, 12);
    expect(deviation?.accuracy).toBeCloseTo(Math.abs(perSeed[0].accuracy - perSeed[1].accuracy) / Math.SQRT2, 12);
  });

  test('is the same for the same seed', async () => {
    const once = () => finish(runGates({ ...quick, only: ['bas'], epochs: 1 }));
    expect((await once()).frames).toEqual((await once()).frames);
  });

  test('stops when the signal is raised and returns the variants that were finished', async () => {
    const stop = new AbortController();
    const run = runGates(quick, stop.signal);
    for (let i = 0; i < 3; i++) await run.next();
    stop.abort();
    const { result } = await finish(run);
    expect(Object.keys(result.variants)).toEqual(['plain']);
    expect(result.completed).toBe(false);
  });

  test('takes another target and learning rate from the next epoch', async () => {
    const run = runGates({ ...quick, only: ['mean'] });
    const first = await run.next();
    const second = await run.next({ target: 0.9, learningRate: 0.5 });
    if (first.done || second.done) throw new Error('the run ended early');
    expect([first, second].map(({ value }) => value.prior.mean)).toEqual([0.4, 0.9]);
    const { frames } = await finish(runGates({ ...quick, only: ['mean'] }));
    expect(second.value.variants[0].history[1].trainLoss).not.toBe(frames[1].variants[0].history[1].trainLoss);
    await finish(run);
  });

  test('leaves no tensor behind, also when it is left early', async () => {
    await expectNoLeak(() => finish(runGates({ ...quick, only: ['bas', 'mean'], epochs: 1 })));
    await expectNoLeak(async () => {
      for await (const _ of runGates(quick)) break;
    });
  });
});
