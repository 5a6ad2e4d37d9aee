import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { RunError, runErrorOf } from '../run-error.ts';
import {
  changedGbasSettings,
  type GbasChange,
  type GbasConfig,
  type GbasRunSettings,
  gbasRunSettings,
} from './config.ts';
import type { GbasFrame, GbasResult } from './frame.ts';
import { resultOf } from './result.ts';
import { readSnapshot, takeSnapshot } from './snapshot.ts';
import { startOf } from './start.ts';
import { createTraining, disposeTraining, type Training, trainingStep } from './training.ts';

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
  const { history, priors } = training;
  let shown: Tensor | null = null;
  let lastGood: GbasFrame | null = null;
  try {
    for (let step = 0; step < settings.steps && !signal?.aborted; step++) {
      shown = isShown(step, settings) ? takeSnapshot(training) : null;
      trainingStep(step, training, settings);
      if (shown || history.isFull) await collect(training, lastGood);
      if (!shown) continue;
      lastGood = await readSnapshot(shown, step, history.losses(), settings);
      const change = yield lastGood;
      if (!change) continue;
      settings = changedGbasSettings(settings, change);
      priors.setHyperprior({ mean: settings.hyperprior.prior });
    }
    await collect(training, lastGood);
    return await resultOf(training, settings);
  } catch (error) {
    throw runErrorOf(error, 'gbas', history.length);
  } finally {
    if (shown) dispose(shown);
    disposeTraining(training);
  }
}

/** The first step, the last one, and as many as are asked for at even distances. */
function isShown(step: number, { steps, frames }: GbasRunSettings): boolean {
  const count = (end: number) => Math.floor((end * frames) / steps);
  return step === 0 || step === steps - 1 || count(step) > count(step - 1);
}

/** Reads the losses that wait. Throws a RunError where one of them is not finite. */
async function collect({ history }: Training, lastGood: GbasFrame | null): Promise<void> {
  await history.collect();
  const { total } = history.losses();
  const bad = total.findIndex((loss) => !Number.isFinite(loss));
  if (bad < 0) return;
  const word = Number.isNaN(total[bad]) ? 'NaN' : 'infinite';
  const known = lastGood ? `; the last good frame is of step ${lastGood.step}` : '';
  throw new RunError(
    `gbas: the loss is ${word} at step ${bad}${known}; a smaller learning rate may help`,
    bad,
    lastGood ? Float32Array.from(lastGood.means) : null,
  );
}
