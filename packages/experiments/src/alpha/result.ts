import type { Table } from '@hyperprior/datasets';
import { getBackend } from '@tensorflow/tfjs-core';
import { type DeviceTable, deviceTable } from '../classification/device-table.ts';
import type { AlphaResult, AlphaTrainingResult } from './frame.ts';
import { accuracyOn, meanLoss } from './measure.ts';
import type { AlphaSettings } from './settings.ts';
import type { Training } from './training.ts';

/** Data that the trainings are measured on, and sizes. */
interface Material {
  readonly train: Table;
  readonly test: DeviceTable;
  readonly widths: readonly number[];
  readonly batchSize: number;
}

/** Result of a run. */
export async function resultOf(
  trainings: readonly Training[],
  { train, test, widths, batchSize }: Material,
  { optimizer, steps, seed }: AlphaSettings,
): Promise<AlphaResult> {
  const results = await ended(trainings, deviceTable(train), test, widths[widths.length - 1]);
  const ranked = results
    .flatMap(({ rate, finalLoss }) => (finalLoss === null ? [] : [{ rate, finalLoss }]))
    .sort((a, b) => a.finalLoss - b.finalLoss);
  return {
    experiment: 'alpha',
    backend: getBackend(),
    completed: results.every((each) => each.diverged !== null || each.steps === steps),
    optimizer,
    widths,
    batchSize,
    seed,
    best: ranked[0]?.rate ?? null,
    trainings: results,
  };
}

async function ended(
  trainings: readonly Training[],
  train: DeviceTable,
  test: DeviceTable,
  classes: number,
): Promise<AlphaTrainingResult[]> {
  try {
    const results: AlphaTrainingResult[] = [];
    for (const training of trainings) {
      const { isLive, network } = training;
      const finalLoss = isLive ? await meanLoss(train, network, classes) : null;
      results.push(training.result({ finalLoss, accuracy: isLive ? await accuracyOn(test, network) : null }));
    }
    return results;
  } finally {
    train.dispose();
  }
}
