import { argMax, slice, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { DeviceTable } from '../gates/device-table.ts';
import { read } from '../tensors/read.ts';
import type { SampleTime } from './frame.ts';
import type { ChannelNetwork } from './network.ts';
import { skippingClassifier } from './skipping.ts';

/** How many samples are timed, after some that warm up. */
const [timed, warmUp] = [200, 30];

/** Times the classification of single samples, by the whole network and without closed channels in turn. */
export async function sampleTime(network: ChannelNetwork, table: DeviceTable, now: () => number): Promise<SampleTime> {
  const skipping = await skippingClassifier(network);
  const ways = {
    whole: async (x: Tensor) => void (await read(tidy(() => argMax(network.classifyWhole(x), 1)))),
    skipping: async (x: Tensor) => void (await skipping.classOf(x)),
  };
  const times = { whole: [] as number[], skipping: [] as number[] };
  for (let i = 0; i < warmUp + timed; i++) {
    const x = tidy(() => slice(table.features, [i % table.count, 0], [1, table.features.shape[1]]));
    try {
      for (const way of ['whole', 'skipping'] as const) {
        const start = now();
        await ways[way](x);
        if (i >= warmUp) times[way].push(now() - start);
      }
    } finally {
      x.dispose();
    }
  }
  return { whole: median(times.whole), skipping: median(times.skipping), samples: timed };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
