import { RunError, runErrorOf } from '../training/run-error.ts';
import { restoreState } from '../training/training-state.ts';
import {
  changedGbasSettings,
  type GbasChange,
  type GbasConfig,
  type GbasRunSettings,
  gbasRunSettings,
} from './config.ts';
import type { GbasFrame, GbasResult } from './frame.ts';
import { frameAt } from './frame-at.ts';
import type { LossHistory } from './loss-history.ts';
import { resultOf } from './result.ts';
import { type Reading, readSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts';
import { startOf } from './start.ts';
import { createTraining, disposeTraining, trainedIn, trainingStep } from './training.ts';

/**
 * Generalized Batch-Shaping: the points of every dimension, trained through a sigmoid, and the parameters of its own
 * prior meet each other, while a hyperprior holds the means of all priors together. Yields frames, the first step's and
 * the last one's among them, and returns the result. A change handed to `next()` acts from the next step. The signal
 * stops it after the step at hand; what was trained until then is returned.
 * @throws ConfigError on settings or a change that cannot run; RunError where the loss is no longer finite, or the GPU
 * is lost
 */
export async function* runGbas(
  config: GbasConfig,
  signal?: AbortSignal,
): AsyncGenerator<GbasFrame, GbasResult, GbasChange | undefined> {
  let settings = gbasRunSettings(config);
  const training = createTraining(settings, await startOf(settings));
  const { history, priors, optimizer } = training;
  // A frame is of before its own update, so its step is made again.
  const first = history.length;
  let shown: Snapshot | null = null;
  let lastGood: LastGood | null = null;
  try {
    if (settings.resume?.state) await restoreState(trainedIn(training), optimizer, settings.resume.state.training);
    for (let step = first; step < settings.steps && !signal?.aborted; step++) {
      const isNext = step === first || isShown(step, settings);
      shown = isNext ? await takeSnapshot(training, settings.resumable) : null;
      trainingStep(step, training, settings);
      if (!shown) {
        if (history.isFull) await collect(history, lastGood);
        continue;
      }
      // Side by side: on a GPU each waits for the whole queue.
      const [reading]: [Reading, unknown] = await Promise.all([
        readSnapshot(shown, settings),
        collect(history, lastGood),
      ]);
      checkReading(step, reading, lastGood);
      lastGood = { step, points: reading.points };
      const change = yield frameAt(step, reading, history.losses(), settings);
      if (!change) continue;
      settings = changedGbasSettings(settings, change);
      priors.setHyperprior({ mean: settings.hyperprior.prior });
    }
    await collect(history, lastGood);
    return await resultOf(training, settings);
  } catch (error) {
    throw runErrorOf(error, 'gbas', history.length, lastGood?.points);
  } finally {
    shown?.values.dispose();
    disposeTraining(training);
  }
}

/** The points of all dimensions at the last frame. */
interface LastGood {
  readonly step: number;
  readonly points: Float32Array;
}

/** The last step, and as many as are asked for at even distances. */
function isShown(step: number, { steps, frames }: GbasRunSettings): boolean {
  const count = (end: number) => Math.floor((end * frames) / steps);
  return step === steps - 1 || count(step) > count(step - 1);
}

/** Reads the losses that wait. Throws a RunError where one of them is not finite. */
async function collect(history: LossHistory, lastGood: LastGood | null): Promise<void> {
  await history.collect();
  const { total } = history.losses();
  const bad = total.findIndex((loss) => !Number.isFinite(loss));
  if (bad < 0) return;
  throw failure(`the loss is ${Number.isNaN(total[bad]) ? 'NaN' : 'infinite'}`, bad, lastGood);
}

/** A GPU may take a NaN's loss for a number. */
function checkReading(step: number, { points, parameters }: Reading, lastGood: LastGood | null): void {
  for (const [what, values] of Object.entries({ point: points, parameter: parameters }))
    if (!values.every(Number.isFinite)) throw failure(`a ${what} is not finite`, step, lastGood);
}

function failure(what: string, step: number, lastGood: LastGood | null): RunError {
  const known = lastGood ? `; the last good frame is of step ${lastGood.step}` : '';
  const message = `gbas: ${what} at step ${step}${known}; a smaller learning rate may help`;
  return new RunError(message, step, lastGood?.points);
}
