import type { Split, Table } from '@hyperprior/datasets';
import { randomStream } from '@hyperprior/numerics';
import type { GatesConfig } from '../../src/index.ts';

/** Two clouds on a line, easily told apart. */
export function clouds(count: number, seed: number): Table {
  const random = randomStream(seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 2);
  const features = Float32Array.from({ length: 4 * count }, (_, i) => random.normal() + 4 * labels[Math.floor(i / 4)]);
  return { features, labels, count, featureCount: 4, classNames: ['left', 'right'] };
}

export const data: Split<Table> = { train: clouds(96, 1), validation: clouds(40, 2), test: clouds(40, 3) };
/** A run of a blink on them. */
export const quick: GatesConfig = {
  data,
  epochs: 2,
  hidden: 16,
  groups: 4,
  headUnits: 4,
  batchSize: 32,
  minUpdates: 1,
  learningRate: 0.02,
};
