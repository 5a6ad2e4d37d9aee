import { argMax, oneHot, slice, sum, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { DeviceTable } from '../classification/device-table.ts';
import { read } from '../training/read.ts';
import { crossEntropies } from './cross-entropies.ts';
import type { Classifier } from './network.ts';

/** Rows that are classified at once. */
const block = 1000;

/** The share of a table's rows that the network puts in their class. */
export async function accuracyOn({ features, labels, count }: DeviceTable, network: Classifier): Promise<number> {
  let hits = 0;
  for (const [from, rows] of blocksOf(count)) {
    const classes = await read(tidy(() => argMax(network.logits(rowsOf(features, from, rows)), 1)));
    classes.forEach((each, i) => {
      if (each === labels[from + i]) hits++;
    });
  }
  return hits / count;
}

/** The network's mean loss over a table of so many classes. */
export async function meanLoss({ features, labels, count }: DeviceTable, network: Classifier, classes: number) {
  let total = 0;
  for (const [from, rows] of blocksOf(count)) {
    const [loss] = await read(
      tidy(() => {
        const wanted = oneHot(tensor1d(labels.subarray(from, from + rows), 'int32'), classes);
        return sum(crossEntropies(network.logits(rowsOf(features, from, rows)), wanted));
      }),
    );
    total += loss;
  }
  return total / count;
}

const blocksOf = (count: number): (readonly [from: number, rows: number])[] =>
  Array.from({ length: Math.ceil(count / block) }, (_, i) => [i * block, Math.min(block, count - i * block)]);

const rowsOf = (features: Tensor, from: number, rows: number): Tensor =>
  slice(features, [from, 0], [rows, features.shape[1] ?? 1]);
