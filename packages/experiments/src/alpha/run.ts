import { dispose } from '@tensorflow/tfjs-core';
import { type DeviceTable, deviceTable } from '../classification/device-table.ts';
import { digits } from '../classification/digits.ts';
import type { ChangeOf, RunContext } from '../define-experiment.ts';
import { isShown } from '../training/frames.ts';
import { nextTask } from '../training/next-task.ts';
import { runErrorOf } from '../training/run-error.ts';
import { type Batch, batchesOf } from './batches.ts';
import type { AlphaFrame, AlphaResult } from './frame.ts';
import { resultOf } from './result.ts';
import type { AlphaSettings, alphaSettings } from './settings.ts';
import { Training, type TrainingStart } from './training.ts';

/** Number of steps after which a signal, a timer or a drawing gets its turn. */
const stepsPerTurn = 4;

/** Settings that may change during a run; a change applies from the next step. */
export type AlphaChange = ChangeOf<typeof alphaSettings, 'rates'>;

/** Trains a network at every learning rate, step by step. */
export async function* trainAtRates(
  first: AlphaSettings,
  { resume, resumable, signal, save, change }: RunContext<AlphaSettings, AlphaChange, AlphaFrame>,
): AsyncGenerator<AlphaFrame, AlphaResult, AlphaChange | undefined> {
  let settings = first;
  const { steps, seed, testEvery } = settings;
  const { train, test } = settings.data ?? (await digits());
  const batchSize = Math.min(settings.batchSize, train.count);
  const widths = [train.featureCount, ...settings.hidden, train.classNames.length];
  const batchAt = batchesOf(train, batchSize, seed);
  const table = deviceTable(test);
  const trainings = settings.rates.map(
    (rate, i) => new Training(rate, { ...settings, widths, resumable }, resume ? startOf(resume, i) : undefined),
  );
  let step = resume?.step ?? 0;
  try {
    if (resume) {
      await resumeAll(trainings, resume, batchAt(step++));
      take(yield resume);
    } else await testAll(trainings, table, 0);
    for (; step < steps && live(trainings).length > 0 && !signal?.aborted; step++) {
      await stepAll(trainings, batchAt(step));
      if ((step + 1) % testEvery === 0 || step === steps - 1) await testAll(live(trainings), table, step + 1);
      if (step % stepsPerTurn === 0) await nextTask();
      const isEnd = live(trainings).length === 0 || signal?.aborted;
      if (step === 0 || isEnd || isShown(step, settings)) {
        const frame = frameOf(step, { trainings, widths, batchSize }, settings);
        take(yield resumable ? { ...frame, state: save(await statesOf(trainings)) } : frame);
      }
    }
    return await resultOf(trainings, { train, test: table, widths, batchSize }, settings);
  } catch (error) {
    throw runErrorOf(error, 'alpha', step);
  } finally {
    table.dispose();
    for (const training of trainings) training.dispose();
  }

  function take(wanted: AlphaChange | undefined): void {
    if (!wanted) return;
    settings = change(wanted);
    for (const [i, training] of trainings.entries()) training.setRate(settings.rates[i]);
  }
}

const live = (trainings: readonly Training[]): Training[] => trainings.filter(({ isLive }) => isLive);

/** State of a training in the frame to resume from. */
const startOf = ({ step, trainings, state }: AlphaFrame, i: number): TrainingStart => ({
  step,
  shown: trainings[i],
  state: state?.training[i] ?? null,
});

/** Brings all trainings back to their states after the step of the frame. */
async function resumeAll(trainings: readonly Training[], resume: AlphaFrame, batch: Batch): Promise<void> {
  try {
    await all(trainings.map((training, i) => training.resume(startOf(resume, i), batch)));
  } finally {
    dispose([batch.x, batch.labels]);
  }
}

/** Waits for all, even if one fails, because their inputs are freed afterwards. */
async function all(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

/** Makes one update of all trainings that have not diverged. */
async function stepAll(trainings: readonly Training[], batch: Batch): Promise<void> {
  try {
    await all(live(trainings).map((training) => training.step(batch)));
  } finally {
    dispose([batch.x, batch.labels]);
  }
}

/** Measures the accuracies after a number of updates. */
async function testAll(trainings: readonly Training[], table: DeviceTable, updates: number): Promise<void> {
  await Promise.all(trainings.map((training) => training.test(table, updates)));
}

/** Trainings with the sizes that a frame shows. */
interface Trained {
  readonly trainings: readonly Training[];
  readonly widths: readonly number[];
  /** Samples of a batch, at most those of the training set. */
  readonly batchSize: number;
}

function frameOf(step: number, { trainings, widths, batchSize }: Trained, settings: AlphaSettings): AlphaFrame {
  const { steps, optimizer } = settings;
  const shown = trainings.map((training) => training.show());
  return { kind: 'alpha', step, steps, optimizer, widths, batchSize, trainings: shown };
}

const statesOf = (trainings: readonly Training[]) => Promise.all(trainings.map((training) => training.state()));
