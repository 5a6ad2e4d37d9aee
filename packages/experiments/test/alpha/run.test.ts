import { expectNoLeak } from '@hyperprior/vitest';
import { getBackend } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import {
  type AlphaChange,
  type AlphaConfig,
  type AlphaFrame,
  type AlphaResult,
  alphaOptimizers,
  runAlpha,
} from '../../src/index.ts';
import { data } from '../support/clouds.ts';
import { finish } from '../support/finish.ts';
import { spareSoftwareGpu } from '../support/software-gpu.ts';

spareSoftwareGpu();

/** A run of a blink. */
const quick: AlphaConfig = { data, hidden: [8], batchSize: 24, steps: 8, testEvery: 4, frames: 4, rates: [0.01, 0.1] };

async function follow(config: AlphaConfig, change: (frame: AlphaFrame) => AlphaChange | undefined) {
  const frames: AlphaFrame[] = [];
  const run = runAlpha(config);
  let next: IteratorResult<AlphaFrame, AlphaResult> = await run.next();
  while (!next.done) {
    frames.push(next.value);
    next = await run.next(change(next.value));
  }
  return { frames, result: next.value };
}

describe('runAlpha', () => {
  test('tells loss, alpha and accuracy of each training, and every record once', async () => {
    const { frames, result } = await finish(runAlpha(quick));
    expect(frames.map(({ step }) => step)).toEqual([0, 2, 4, 6, 7]);
    const last = frames.at(-1)?.trainings ?? [];
    expect(last.map(({ rate }) => rate)).toEqual(quick.rates);
    for (const [i, training] of last.entries()) {
      expect([training.losses, training.rates].map(({ length }) => length)).toEqual([8, 8]);
      expect([training.alphas, training.medians].map(({ length }) => length)).toEqual([7, 7]);
      expect(training.accuracies.map(({ step }) => step)).toEqual([0, 4, 8]);
      expect(training.latest).toMatchObject({ since: 6, alpha: training.alphas[6] });
      const records = frames.flatMap(({ trainings }) => trainings[i].records);
      expect(records.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      expect(records.map(({ values }) => values.loss)).toEqual([...training.losses]);
      expect(records[7].values.gradientNorm).toHaveLength(4);
      expect(records[0].values.distance).toEqual([0, 0, 0, 0]);
    }
    expect(structuredClone(frames)).toEqual(frames);
    expect(result).toMatchObject({ completed: true, optimizer: 'sgd', widths: [4, 8, 2], best: 0.1 });
    expect(result.trainings[1].alphas).toEqual([...last[1].alphas, null]);
    expect(result.trainings[1].accuracy).toBe(last[1].accuracies[2].accuracy);
  });

  test('trains all from one start with the same batches: one alone is as it is among others', async () => {
    const { result } = await finish(runAlpha(quick));
    const { result: alone } = await finish(runAlpha({ ...quick, rates: [0.1] }));
    expect(alone.trainings[0]).toEqual(result.trainings[1]);
    expect(result.trainings[0].losses[0]).toBe(result.trainings[1].losses[0]);
    const { result: other } = await finish(runAlpha({ ...quick, rates: [0.1], seed: 1 }));
    expect(other.trainings[0].losses).not.toEqual(alone.trainings[0].losses);
  });

  test('a step that is far too short stays where it was: alpha is -1 where batches are all alike', async () => {
    const { result } = await finish(runAlpha({ ...quick, batchSize: data.train.count + 1, rates: [1e-3] }));
    expect(result.batchSize).toBe(data.train.count);
    expect(result.trainings[0].alpha?.high).toBeLessThan(-0.98);
    expect(result.trainings[0].alpha?.low).toBeGreaterThan(-1.001);
  });

  test('a rate that diverges ends alone, and says where', async () => {
    const { frames, result } = await finish(runAlpha({ ...quick, rates: [1e6, 0.1] }));
    const [lost, fine] = result.trainings;
    expect(lost).toMatchObject({ finalLoss: null, accuracy: null });
    expect(lost.diverged).toBe(lost.steps - 1);
    expect(lost.steps).toBeLessThan(8);
    expect(fine).toMatchObject({ diverged: null, steps: 8, finalLoss: expect.any(Number) });
    expect(result).toMatchObject({ best: 0.1, completed: true });
    expect(frames.at(-1)?.trainings[0]).toMatchObject({ diverged: lost.diverged });
    const { frames: few, result: all } = await finish(runAlpha({ ...quick, rates: [1e6] }));
    expect(all).toMatchObject({ best: null, completed: true });
    expect(few.at(-1)?.step).toBe(lost.diverged);
  });

  test('takes other rates from the next step', async () => {
    const { frames, result } = await follow({ ...quick, frames: 8, rates: [0.01] }, ({ step }) =>
      step === 3 ? { rates: [0.3] } : undefined,
    );
    expect([...(frames.at(-1)?.trainings[0].rates ?? [])]).toEqual([...Array(4).fill(0.01), ...Array(4).fill(0.3)]);
    expect(result.trainings[0].rate).toBe(0.3);
    const { result: kept } = await finish(runAlpha({ ...quick, rates: [0.01] }));
    const [changed, unchanged] = [result, kept].map(({ trainings }) => trainings[0].losses);
    expect(changed.slice(0, 5)).toEqual(unchanged.slice(0, 5));
    expect(changed[5]).not.toBe(unchanged[5]);
  });

  test('stops when the signal is raised and returns what was trained', async () => {
    const stop = new AbortController();
    const run = runAlpha({ ...quick, steps: 100_000, frames: 1 }, stop.signal);
    await run.next();
    setTimeout(() => stop.abort(), 20);
    const { frames, result } = await finish(run);
    expect(result).toMatchObject({ completed: false });
    const [{ steps }] = result.trainings;
    expect(steps).toBeLessThan(100_000);
    expect(frames.map(({ step }) => step)).toEqual([steps - 1]);
    expect(frames[0].trainings[0].records).toHaveLength(steps - 1);
    expect(result.trainings[0].accuracy).toEqual(expect.any(Number));
  });

  test.each(alphaOptimizers)('%s leaves no tensor behind, also when it is left early', async (optimizer) => {
    await expectNoLeak(() => finish(runAlpha({ ...quick, optimizer, steps: 3 })));
    await expectNoLeak(async () => {
      for await (const _ of runAlpha({ ...quick, optimizer })) break;
    });
    await expectNoLeak(() => follow(quick, () => ({ rates: [0.1] })).catch(() => undefined));
  });

  test.runIf(getBackend() === 'wasm')('alpha rises with the learning rate, on the digits', async () => {
    const rates = [0.001, 0.05, 0.3, 10];
    const { result } = await finish(runAlpha({ rates, hidden: [32], steps: 40, frames: 1 }));
    const [short, middle, long, tooLong] = result.trainings;
    const medians = result.trainings.map(({ alpha }) => alpha?.median ?? Number.NaN);
    expect(medians).toEqual([...medians].sort((a, b) => a - b));
    expect(medians[0]).toBeLessThan(-0.75);
    expect(medians[2]).toBeGreaterThan(0);
    expect(tooLong.diverged).not.toBeNull();
    expect(medians[3]).toBeGreaterThan(0.9);
    expect(result.best).toBe(0.3);
    expect(long.accuracy).toBeGreaterThan(0.8);
    expect(middle.finalLoss).toBeLessThan(short.finalLoss ?? 0);
  });
});
