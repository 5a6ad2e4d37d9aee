import { dispose } from '@tensorflow/tfjs-core';
import { type DeviceTable, deviceTable } from '../classification/device-table.ts';
import { digits } from '../classification/digits.ts';
import { nextTask } from '../training/next-task.ts';
import { runErrorOf } from '../training/run-error.ts';
import { type Batch, batchesOf } from './batches.ts';
import {
  type AlphaChange,
  type AlphaConfig,
  type AlphaRunSettings,
  alphaRunSettings,
  changedAlphaSettings,
} from './config.ts';
import { courseOf } from './course.ts';
import type { AlphaFrame, AlphaResult } from './frame.ts';
import { resultOf } from './result.ts';
import { checkWidths } from './resume.ts';
import { type Left, Training } from './training.ts';

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
  const { steps, seed, testEvery, resume } = settings;
  const { train, test } = settings.data ?? (await digits());
  const batchSize = Math.min(settings.batchSize, train.count);
  const widths = [train.featureCount, ...settings.hidden, train.classNames.length];
  if (resume) checkWidths(widths, resume.widths);
  const batchAt = batchesOf(train, batchSize, seed);
  const table = deviceTable(test);
  const trainings = settings.rates.map(
    (rate, i) => new Training(rate, { ...settings, widths }, resume && leftOf(resume, i)),
  );
  let step = resume?.step ?? 0;
  try {
    if (resume) {
      await goOnAll(trainings, resume, batchAt(step++));
      take(yield resume);
    } else await testAll(trainings, table, 0);
    for (; step < steps && live(trainings).length > 0 && !signal?.aborted; step++) {
      await stepAll(trainings, batchAt(step));
      if ((step + 1) % testEvery === 0 || step === steps - 1) await testAll(live(trainings), table, step + 1);
      if (step % stepsPerTurn === 0) await nextTask();
      const isEnd = live(trainings).length === 0 || signal?.aborted;
      if (isEnd || isShown(step, settings)) take(yield await frameOf(step, { trainings, widths, batchSize }, settings));
    }
    return await resultOf(trainings, { train, test: table, widths, batchSize }, settings);
  } catch (error) {
    throw runErrorOf(error, 'alpha', step);
  } finally {
    table.dispose();
    for (const training of trainings) training.dispose();
  }

  function take(change: AlphaChange | undefined): void {
    if (!change) return;
    settings = changedAlphaSettings(settings, change);
    for (const [i, training] of trainings.entries()) training.setRate(settings.rates[i]);
  }
}

const live = (trainings: readonly Training[]): Training[] => trainings.filter(({ isLive }) => isLive);

/** What a training has left in the frame to go on from. */
const leftOf = ({ step, trainings, state }: AlphaFrame, i: number): Left => ({
  step,
  shown: trainings[i],
  state: state?.trainings[i] ?? null,
});

/** Brings all back to where they were after the step of the frame. */
async function goOnAll(trainings: readonly Training[], resume: AlphaFrame, batch: Batch): Promise<void> {
  try {
    await all(trainings.map((training, i) => training.goOn(leftOf(resume, i), batch)));
  } finally {
    dispose([batch.x, batch.labels]);
  }
}

/** Waits for all of them, also where one fails: what they work on is freed afterwards. */
async function all(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

/** One update of all that have not diverged. */
async function stepAll(trainings: readonly Training[], batch: Batch): Promise<void> {
  try {
    await all(live(trainings).map((training) => training.step(batch)));
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

/** What is trained, and how. */
interface Under {
  readonly trainings: readonly Training[];
  readonly widths: readonly number[];
  /** The samples of a batch that there are. */
  readonly batchSize: number;
}

async function frameOf(
  step: number,
  { trainings, widths, batchSize }: Under,
  settings: AlphaRunSettings,
): Promise<AlphaFrame> {
  const { steps, optimizer, resumable } = settings;
  const shown = trainings.map((training) => training.show());
  const frame: AlphaFrame = { kind: 'alpha', step, steps, optimizer, widths, batchSize, trainings: shown };
  if (!resumable) return frame;
  const states = await Promise.all(trainings.map((training) => training.state()));
  return { ...frame, state: { course: courseOf(settings), trainings: states } };
}
