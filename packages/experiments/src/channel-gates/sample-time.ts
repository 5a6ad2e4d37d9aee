import type { Table } from '@hyperprior/datasets';
import { argMax, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { read } from '../training/read.ts';
import type { SampleTime } from './frame.ts';
import type { ChannelNetwork } from './network.ts';
import { skippingClassifier } from './skipping.ts';

/** How many samples are timed, after some that warm up. */
const [timed, warmUp] = [200, 30];

/** Times the classification of single images, by the whole network and without closed channels in turn. */
export async function sampleTime(
  network: ChannelNetwork,
  { features, count, featureCount }: Table,
  now: () => number,
): Promise<SampleTime> {
  const ways = { whole: wholeClassifier(network), skipping: await skippingClassifier(network) };
  const times: Record<keyof typeof ways, number[]> = { whole: [], skipping: [] };
  for (let i = 0; i < warmUp + timed; i++) {
    const from = (i % count) * featureCount;
    const pixels = features.slice(from, from + featureCount);
    for (const way of ['whole', 'skipping'] as const) {
      const start = now();
      await ways[way](pixels);
      if (i >= warmUp) times[way].push(now() - start);
    }
  }
  return { whole: median(times.whole), skipping: median(times.skipping), samples: timed };
}

const wholeClassifier = (network: ChannelNetwork) => async (pixels: Float32Array) =>
  (await read(tidy(() => argMax(network.classifyWhole(tensor2d(pixels, [1, pixels.length])), 1))))[0];

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
