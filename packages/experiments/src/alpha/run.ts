import { dispose } from '@tensorflow/tfjs-core';
import { digits } from '../digits.ts';
import { type DeviceTable, deviceTable } from '../gates/device-table.ts';
import { nextTask } from '../next-task.ts';
import { runErrorOf } from '../run-error.ts';
import { type Batch, batchesOf } from './batches.ts';
import {
  type AlphaChange,
  type AlphaConfig,
  type AlphaRunSettings,
  alphaRunSettings,
  changedAlphaSettings,
} from './config.ts';
import type { AlphaFrame, AlphaResult } from './frame.ts';
import { resultOf } from './result.ts';
import { Training } from './training.ts';

/** After so many steps a signal, a timer or a drawing gets its turn. */
const stepsPerTurn = 4;

/**
 * Trains a classifier of handwritten digits at several learning rates side by side, from one start and with the same
 * batches, and measures the normalised step length alpha at every step (Schneider, Dangel & Hennig, Cockpit, NeurIPS
 * 2021): below 0 a step ends before the minimum of the loss's parabola along it, above 0 behind. Yields frames, the first
 * step's and the last one's among them, and returns the result.
 *
 * A training diverges where its loss is not finite, or ten times the first one: it ends there alone, and its frame and
 * result name the step. A change handed to `next()` acts from the next step. The signal stops the run after the step at
 * hand; what was trained until then is returned.
 * @throws ConfigError on settings or a change that cannot run; RunError where the GPU is lost
 */
export async function* runAlpha(
  config: AlphaConfig,
  signal?: AbortSignal,
): AsyncGenerator<AlphaFrame, AlphaResult, AlphaChange | undefined> {
  let settings = alphaRunSettings(config);
  const { optimizer, steps, batchSize, seed, testEvery } = settings;
  const { train, test } = settings.data ?? (await digits());
  const widths = [train.featureCount, ...settings.hidden, train.classNames.length];
  const batchAt = batchesOf(train, batchSize, seed);
  const table = deviceTable(test);
  const trainings = settings.rates.map((rate) => new Training(rate, optimizer, { widths, seed }));
  let step = 0;
  try {
    await testAll(trainings, table, 0);
    for (; step < steps && live(trainings).length > 0 && !signal?.aborted; step++) {
      await stepAll(trainings, batchAt(step));
      if ((step + 1) % testEvery === 0 || step === steps - 1) await testAll(live(trainings), table, step + 1);
      if (step % stepsPerTurn === 0) await nextTask();
      const isEnd = live(trainings).length === 0 || signal?.aborted;
      if (!isEnd && !isShown(step, settings)) continue;
      const change = yield frameOf(step, { trainings, widths }, settings);
      if (!change) continue;
      settings = changedAlphaSettings(settings, change);
      for (const [i, training] of trainings.entries()) training.setRate(settings.rates[i]);
    }
    return await resultOf(trainings, { train, test: table, widths }, settings);
  } catch (error) {
    throw runErrorOf(error, 'alpha', step);
  } finally {
    table.dispose();
    for (const training of trainings) training.dispose();
  }
}

const live = (trainings: readonly Training[]): Training[] => trainings.filter(({ isLive }) => isLive);

/** One update of all that have not diverged. */
async function stepAll(trainings: readonly Training[], batch: Batch): Promise<void> {
  try {
    await Promise.all(live(trainings).map((training) => training.step(batch)));
  } finally {
    dispose([batch.x, batch.labels]);
  }
}

/** Measures the accuracies after so many updates. */
async function testAll(trainings: readonly Training[], table: DeviceTable, updates: number): Promise<void> {
  await Promise.all(trainings.map((training) => training.test(table, updates)));
}

/** The first step and the last one, and as many as are asked for at even distances. */
function isShown(step: number, { steps, frames }: AlphaRunSettings): boolean {
  const count = (end: number) => Math.floor((end * frames) / steps);
  return step === 0 || step === steps - 1 || count(step) > count(step - 1);
}

function frameOf(
  step: number,
  { trainings, widths }: { readonly trainings: readonly Training[]; readonly widths: readonly number[] },
  { steps, optimizer, batchSize }: AlphaRunSettings,
): AlphaFrame {
  const shown = trainings.map((training) => training.show());
  return { kind: 'alpha', step, steps, optimizer, widths, batchSize, trainings: shown };
}
