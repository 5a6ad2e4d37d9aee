import { runsOnHost } from '@hyperprior/backends/kernels';
import { selectRows } from '@hyperprior/datasets';
import { expectNoLeak } from '@hyperprior/vitest';
import { getBackend } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { type ChannelGatesConfig, runChannelGates } from '../../src/index.ts';
import { images, quickChannels } from '../support/bars.ts';
import { finish } from '../support/finish.ts';
import { spareSoftwareGpu } from '../support/software-gpu.ts';

spareSoftwareGpu();

/** GPUs are tested on software adapters, a hundred times slower: there one method is enough. */
const few = {
  ...images,
  train: selectRows(
    images.train,
    Int32Array.from({ length: 32 }, (_, i) => i),
  ),
};
const short: ChannelGatesConfig = runsOnHost()
  ? quickChannels
  : { ...quickChannels, data: few, only: ['gbas'], targets: [0.3] };

describe('runChannelGates', () => {
  test('draws a curve for each method from the network without gates', async () => {
    let clock = 0;
    const { frames, result } = await finish(
      runChannelGates({ ...short, ...(runsOnHost() ? { now: () => clock++ } : {}) }),
    );
    const points = runsOnHost() ? 5 : 1;
    expect(frames).toHaveLength(2 + points);
    expect(frames.map(({ finished }) => finished)).toEqual(Array.from({ length: 2 + points }, (_, i) => i + 1));
    expect(frames.map(({ training }) => training.method)).toEqual(
      [null, null, 'gbas', 'gbas', 'bas', 'bas', 'l0'].slice(0, points + 2),
    );
    expect(result.completed).toBe(true);
    expect(result.ungated?.multiplications).toBe(16 * 25 * 4 + 2 * (4 * 9 * 16) + 16 * 2);
    for (const point of Object.values(result.curves).flat()) {
      for (const share of [
        point.accuracy,
        point.openShare,
        point.conditionalShare,
        point.shuffledAccuracy,
        ...point.layers,
      ]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      expect(point.layers).toHaveLength(2);
      expect((point.layers[0] + point.layers[1]) / 2).toBeCloseTo(point.openShare, 6);
      expect(point.time).toEqual(runsOnHost() ? { whole: 1, skipping: 1, samples: 200 } : undefined);
    }
    expect(result.curves.gbas?.[0].priorMeans).toHaveLength(8);
  });

  test.runIf(runsOnHost())('makes the remaining points when it is resumed, and ends with the same curves', async () => {
    const { frames, result } = await finish(runChannelGates({ ...short, resumable: true }));
    for (const index of [0, 1, 3, 6]) {
      const resume = structuredClone(frames[index]);
      const again = await finish(runChannelGates({ ...short, resume, resumable: true }));
      expect(again.frames).toEqual(frames.slice(index));
      expect(again.result).toEqual(result);
    }
  });

  test.runIf(getBackend() === 'wasm')('learns, and a heavier penalty closes more gates', async () => {
    const { result } = await finish(
      runChannelGates({
        ...quickChannels,
        only: ['l0'],
        penalties: [0, 5],
        ungatedEpochs: 30,
        epochs: 30,
        learningRate: 0.02,
      }),
    );
    expect(result.ungated?.accuracy).toBeGreaterThan(0.9);
    const [free, held] = result.curves.l0 ?? [];
    expect(free.accuracy).toBeGreaterThan(0.9);
    expect(held.openShare).toBeLessThan(free.openShare - 0.3);
    expect(held.multiplications).toBeLessThan(free.multiplications);
  });

  test('starts every point from the same network, whatever came before', async () => {
    const own = { ...short, only: ['gbas'] as const, targets: [0.3] };
    const { result: alone } = await finish(runChannelGates({ ...own, only: [...own.only] }));
    const { result: again } = await finish(runChannelGates({ ...own, only: [...own.only], targets: [0.3, 0.3] }));
    expect(again.curves.gbas).toEqual([alone.curves.gbas?.[0], alone.curves.gbas?.[0]]);
  });

  test('stops when the signal is raised and returns the points that were finished', async () => {
    const stop = new AbortController();
    const run = runChannelGates(short, stop.signal);
    for (let i = 0; i < 3; i++) await run.next();
    stop.abort();
    const { result } = await finish(run);
    expect(result.curves.gbas).toHaveLength(1);
    expect(result.completed).toBe(short.targets?.length === 1);
  });

  test('leaves no tensor behind, also when it is left early', async () => {
    await expectNoLeak(() => finish(runChannelGates({ ...short, only: ['gbas'] })));
    await expectNoLeak(async () => {
      for await (const _ of runChannelGates(short)) break;
    });
  });
});
