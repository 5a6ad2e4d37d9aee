import { type Adam, adam } from '@hyperprior/backends';
import { basLoss } from '@hyperprior/bas-loss';
import { randomStream } from '@hyperprior/numerics';
import { getBackend, sigmoid, tensor1d, tidy, type Variable, variable } from '@tensorflow/tfjs-core';
import type { ChangeOf, RunContext } from '../define-experiment.ts';
import { isShown } from '../training/frames.ts';
import { LossHistory } from '../training/loss-history.ts';
import { read } from '../training/read.ts';
import { RunError, runErrorOf } from '../training/run-error.ts';
import { restoreState } from '../training/training-state.ts';
import { onUnitGrid } from '../unit-grid.ts';
import type { BasFrame, BasResult } from './frame.ts';
import { referenceClip } from './reference-clip.ts';
import type { BasSettings, basSettings } from './settings.ts';
import { type Reading, readSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts';

/** Settings that may change during a run; a change applies from the next step. */
export type BasChange = ChangeOf<typeof basSettings, 'prior' | 'parameters' | 'learningRate'>;

/** Trains the points, step by step. */
export async function* trainPoints(
  first: BasSettings,
  context: RunContext<BasSettings, BasChange, BasFrame>,
): AsyncGenerator<BasFrame, BasResult, BasChange | undefined> {
  const { resume, resumable, signal } = context;
  let settings = first;
  const points = tidy(() => variable(tensor1d(startingPoints(settings, resume))));
  const optimizer = adam({ learningRate: settings.learningRate, epsilon: 1e-8 });
  // A frame shows the run before its own update, so a resumed run repeats that step.
  const history = new LossHistory([resume?.losses.subarray(0, resume.step) ?? []]);
  const start = history.length;
  let shown: Snapshot | null = null;
  let lastGood: Float32Array | null = null;
  try {
    if (resume?.state) await restoreState([points], optimizer, resume.state.training);
    for (let step = start; step < settings.steps && !signal?.aborted; step++) {
      shown = step === start || isShown(step, settings) ? await takeSnapshot(points, optimizer, resumable) : null;
      history.add(trainingStep(points, settings, optimizer));
      if (shown || history.isFull) await history.collect();
      if (!shown) continue;
      const reading: Reading = await readSnapshot(shown, settings.count);
      const frame = { ...frameAt(step, reading.points, history, settings), ...stateOf(reading, context) };
      checkFinite(frame, lastGood);
      lastGood = frame.points;
      const change = yield frame;
      if (!change) continue;
      settings = context.change(change);
      optimizer.setLearningRate(settings.learningRate);
    }
    await history.collect();
    return await resultOf(settings, points, history);
  } catch (error) {
    throw runErrorOf(error, 'bas', history.length, lastGood);
  } finally {
    history.dispose();
    shown?.values.dispose();
    points.dispose();
    optimizer.dispose();
  }
}

/** Points before the sigmoid. */
function startingPoints({ points, count, range, seed }: BasSettings, resume: BasFrame | null): Float32Array {
  if (resume?.state) return resume.state.training.values.slice(0, count);
  if (points) return points;
  const stream = randomStream(seed ?? 0);
  return Float32Array.from({ length: count }, () => (2 * stream.uniform() - 1) * (range ?? 1));
}

/** Makes one update. Returns the loss before it. */
function trainingStep(points: Variable, { prior, exact }: BasSettings, optimizer: Adam) {
  const clip = exact ? {} : referenceClip(prior.prior.family.name);
  const loss = optimizer.minimize(() => basLoss(sigmoid(points), prior.prior, { clip }), true, [points]);
  if (!loss) throw new Error('bas: the optimizer returned no loss');
  return loss;
}

const stateOf = ({ training }: Reading, { save }: RunContext<BasSettings, BasChange, BasFrame>) =>
  training ? { state: save(training) } : {};

function frameAt(step: number, points: Float32Array, history: LossHistory, { steps, prior }: BasSettings): BasFrame {
  const losses = history.column(0);
  const density = prior.prior.family.at(prior.prior.parameters.map(Number));
  const target: BasFrame['target'] = { label: prior.label, domain: [0, 1], ...onUnitGrid(density) };
  return { kind: 'bas', step, steps, loss: losses[step], points, losses, target };
}

/** Stops at the first loss or point that is not finite. A GPU may compute a number from NaN, so both are checked. */
function checkFinite({ step, losses, points }: BasFrame, lastGood: Float32Array | null): void {
  const bad = losses.findIndex((loss) => !Number.isFinite(loss));
  if (bad >= 0) throw new RunError(`bas: the loss is ${losses[bad]} at step ${bad}`, bad, lastGood);
  if (!points.every(Number.isFinite)) throw new RunError(`bas: a point is NaN at step ${step}`, step, lastGood);
}

async function resultOf(settings: BasSettings, points: Variable, history: LossHistory): Promise<BasResult> {
  const { prior, steps, learningRate, seed } = settings;
  const losses = [...history.column(0)];
  const final = await read(tidy(() => sigmoid(points)));
  return {
    experiment: 'bas',
    completed: losses.length >= steps,
    prior: prior.label,
    steps: losses.length,
    learningRate,
    seed,
    backend: getBackend(),
    finalLoss: losses[losses.length - 1] ?? Number.NaN,
    losses,
    points: [...final],
  };
}
