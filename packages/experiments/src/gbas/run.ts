import type { ChangeOf, RunContext } from '../define-experiment.ts';
import { isShown } from '../training/frames.ts';
import { RunError, runErrorOf } from '../training/run-error.ts';
import { restoreState } from '../training/training-state.ts';
import type { GbasFrame, GbasResult } from './frame.ts';
import { frameAt } from './frame-at.ts';
import { resultOf } from './result.ts';
import type { GbasSettings, gbasSettings } from './settings.ts';
import { type Reading, readSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts';
import { startOf } from './start.ts';
import { createTraining, disposeTraining, lossesOf, type Training, trainedIn, trainingStep } from './training.ts';

/** Settings that may change during a run; a change applies from the next step. */
export type GbasChange = ChangeOf<typeof gbasSettings, 'target' | 'hyperprior' | 'learningRate'>;

/** Trains points and priors, step by step. */
export async function* trainPriors(
  first: GbasSettings,
  context: RunContext<GbasSettings, GbasChange, GbasFrame>,
): AsyncGenerator<GbasFrame, GbasResult, GbasChange | undefined> {
  const { resume, resumable, signal, save } = context;
  let settings = first;
  const training = createTraining(settings, await startOf(settings), resume);
  const { history, priors, optimizer } = training;
  // A frame shows the run before its own update, so a resumed run repeats that step.
  const start = history.length;
  let shown: Snapshot | null = null;
  let lastGood: LastGood | null = null;
  try {
    if (resume?.state) await restoreState(trainedIn(training), optimizer, resume.state.training);
    for (let step = start; step < settings.steps && !signal?.aborted; step++) {
      shown = step === start || isShown(step, settings) ? await takeSnapshot(training, resumable) : null;
      trainingStep(step, training, settings);
      if (!shown) {
        if (history.isFull) await collect(training, lastGood);
        continue;
      }
      // Both at once, because on a GPU each read waits for the whole queue.
      const [reading]: [Reading, unknown] = await Promise.all([
        readSnapshot(shown, settings),
        collect(training, lastGood),
      ]);
      checkReading(step, reading, lastGood);
      lastGood = { step, points: reading.points };
      const frame = frameAt(step, reading, lossesOf(history), settings);
      const change = yield reading.training ? { ...frame, state: save(reading.training) } : frame;
      if (!change) continue;
      settings = context.change(change);
      priors.setHyperprior({ mean: settings.hyperprior.prior });
    }
    await collect(training, lastGood);
    return await resultOf(training, settings);
  } catch (error) {
    throw runErrorOf(error, 'gbas', history.length, lastGood?.points);
  } finally {
    shown?.values.dispose();
    disposeTraining(training);
  }
}

/** Points of all dimensions at the last frame. */
interface LastGood {
  readonly step: number;
  readonly points: Float32Array;
}

/** Reads the pending losses. Throws a RunError if one of them is not finite. */
async function collect({ history }: Training, lastGood: LastGood | null): Promise<void> {
  await history.collect();
  const { total } = lossesOf(history);
  const bad = total.findIndex((loss) => !Number.isFinite(loss));
  if (bad < 0) return;
  throw failure(`the loss is ${Number.isNaN(total[bad]) ? 'NaN' : 'infinite'}`, bad, lastGood);
}

/** Rejects values that are not finite. A GPU may compute a number from NaN, so the losses alone do not tell. */
function checkReading(step: number, { points, parameters }: Reading, lastGood: LastGood | null): void {
  for (const [what, values] of Object.entries({ point: points, parameter: parameters }))
    if (!values.every(Number.isFinite)) throw failure(`a ${what} is not finite`, step, lastGood);
}

function failure(what: string, step: number, lastGood: LastGood | null): RunError {
  const known = lastGood ? `; the last good frame is of step ${lastGood.step}` : '';
  const message = `gbas: ${what} at step ${step}${known}; a smaller learning rate may help`;
  return new RunError(message, step, lastGood?.points);
}
