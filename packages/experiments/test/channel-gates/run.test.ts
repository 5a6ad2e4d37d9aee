import { runsOnHost } from '@hyperprior/backends/kernels';
import { selectRows } from '@hyperprior/datasets';
import { expectNoLeak } from '@hyperprior/vitest';
import { getBackend } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { type ChannelGatesConfig, runChannelGates } from '../../src/index.ts';
import { images, quickChannels } from '../support/bars.ts';
import { clouds } from '../support/clouds.ts';
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

  test.runIf(runsOnHost())('goes on with the points that are missing, and comes to the same curves', async () => {
    const { frames, result } = await finish(runChannelGates(short));
    // The second point of the first curve has been made.
    const resume = JSON.parse(JSON.stringify(frames[3]));
    const again = await finish(runChannelGates({ ...short, resume }));
    expect(again.frames.map(({ training }) => training.method)).toEqual([null, 'bas', 'bas', 'l0']);
    expect(again.frames.map(({ finished }) => finished)).toEqual([4, 5, 6, 7]);
    expect(again.result).toEqual(result);
    const other = { ...short, resume, seed: 7 };
    await expect(runChannelGates(other).next()).rejects.toThrow("channel-gates: 'seed'");
    await expect(runChannelGates({ ...short, resume: {} as never }).next()).rejects.toThrow('must be a frame');
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

  test.each<[string, ChannelGatesConfig, string]>([
    [
      'a target outside (0, 1)',
      { targets: [0.5, 1] },
      "channel-gates: 'targets[1]' must be a number greater than 0 and less",
    ],
    ['no target', { targets: [] }, "channel-gates: 'targets' must be a list of at least one share"],
    ['a negative penalty', { penalties: [-1] }, "channel-gates: 'penalties[0]' must be a finite number of at least 0"],
    [
      'a single convolution',
      { channels: [8] },
      "channel-gates: 'channels' must be a list of at least two whole numbers",
    ],
    ['no method', { only: [] }, "channel-gates: 'only' must name at least one of gbas, bas, l0"],
    [
      'images that are not square',
      { data: { train: clouds(9, 1), validation: clouds(9, 2), test: { ...clouds(9, 3), featureCount: 2 } } },
      "channel-gates: 'data' must be",
    ],
    ['a clock that is none', { now: 3 as unknown as () => number }, "channel-gates: 'now' must be a function"],
  ])('refuses %s', async (_, config, message) => {
    await expect(finish(runChannelGates({ data: images, ...config }))).rejects.toThrow(message);
  });
});
