import type { Split, Table } from '@hyperprior/datasets';
import { randomStream } from '@hyperprior/numerics';
import type { ChannelGatesConfig } from '../../src/index.ts';

/** Images of 8 × 8: an upright bar or one that lies, anywhere, in noise. */
function bars(count: number, seed: number): Table {
  const random = randomStream(seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 2);
  const features = new Float32Array(64 * count);
  labels.forEach((label, i) => {
    const place = Math.floor(8 * random.uniform());
    for (let y = 0; y < 8; y++)
      for (let x = 0; x < 8; x++)
        features[64 * i + 8 * y + x] = Number((label ? y : x) === place) + 0.2 * random.normal();
  });
  return { features, labels, count, featureCount: 64, classNames: ['upright', 'lying'] };
}

export const images: Split<Table> = { train: bars(192, 1), validation: bars(40, 2), test: bars(40, 3) };

/** A run of a blink on them. */
export const quickChannels: ChannelGatesConfig = {
  data: images,
  channels: [4, 4, 4],
  headUnits: 4,
  targets: [0.3, 0.7],
  penalties: [1],
  ungatedEpochs: 1,
  epochs: 1,
  batchSize: 32,
};
