import { type Adam, adam } from '@hyperprior/backends';
import { basLoss } from '@hyperprior/bas-loss';
import { randomStream } from '@hyperprior/numerics';
import {
  dispose,
  getBackend,
  type Scalar,
  sigmoid,
  stack,
  tensor1d,
  tidy,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { nextTask } from '../training/next-task.ts';
import { read } from '../training/read.ts';
import { RunError, runErrorOf } from '../training/run-error.ts';
import { restoreState } from '../training/training-state.ts';
import { onUnitGrid } from '../unit-grid.ts';
import { type BasChange, type BasConfig, type BasSettings, basSettings, changedSettings } from './config.ts';
import type { BasFrame, BasResult } from './frame.ts';
import { referenceClip } from './reference-clip.ts';
import { readSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts';

/**
 * Shapes a batch of points by the Batch-Shaping loss: trainable points pass through a sigmoid and are moved by Adam
 * until they follow the prior. Yields frames, the first step's and the last one's among them, and returns the result.
 * A change handed to `next()` acts from the next step. The signal stops it after the step at hand; what was trained
 * until then is returned.
 * @throws ConfigError on settings or a change that cannot run; RunError where the loss is no longer finite, or the GPU
 * is lost
 */
export async function* runBas(
  config: BasConfig,
  signal?: AbortSignal,
): AsyncGenerator<BasFrame, BasResult, BasChange | undefined> {
  let settings = basSettings(config);
  let target = targetOf(settings);
  const points = tidy(() => variable(tensor1d(startingPoints(settings))));
  const optimizer = adam({ learningRate: settings.learningRate, epsilon: 1e-8 });
  // A frame is of before its own update, so its step is made again.
  const losses = [...(settings.resume?.losses ?? [])].slice(0, settings.resume?.step);
  const first = losses.length;
  const pending: Scalar[] = [];
  let shown: Snapshot | null = null;
  let lastGood: Float32Array | null = null;
  try {
    if (settings.resume?.state) await restoreState([points], optimizer, settings.resume.state);
    for (let step = first; step < settings.steps && !signal?.aborted; step++) {
      const isNext = step === first || isShown(step, settings);
      shown = isNext ? await takeSnapshot(points, optimizer, settings.resumable) : null;
      pending.push(trainingStep(points, settings, optimizer));
      if (shown || pending.length >= mostPending) await collect(pending, losses);
      if (!shown) continue;
      const frame = await frameAt(step, shown, losses, target, settings);
      checkFinite(frame, lastGood);
      lastGood = frame.points;
      const change = yield frame;
      if (!change) continue;
      settings = changedSettings(settings, change);
      target = targetOf(settings);
      optimizer.setLearningRate(settings.learningRate);
    }
    await collect(pending, losses);
    return await resultOf(settings, points, losses);
  } catch (error) {
    throw runErrorOf(error, 'bas', losses.length, lastGood);
  } finally {
    dispose(pending);
    shown?.values.dispose();
    points.dispose();
    optimizer.dispose();
  }
}

/** The last step, and as many as are asked for at even distances. */
function isShown(step: number, { steps, frames }: BasSettings): boolean {
  const count = (end: number) => Math.floor((end * frames) / steps);
  return step === steps - 1 || count(step) > count(step - 1);
}

/** The prior where the points live. */
function targetOf({ prior, label }: BasSettings): BasFrame['target'] {
  return { label, domain: [0, 1], ...onUnitGrid(prior.family.at(prior.parameters.map(Number))) };
}

/** The points before the sigmoid. */
function startingPoints({ points, count, range, seed }: BasSettings): Float32Array {
  if (points) return points;
  const stream = randomStream(seed ?? 0);
  return Float32Array.from({ length: count }, () => (2 * stream.uniform() - 1) * range);
}

/** One update; returns the loss before it. */
function trainingStep(points: Variable, { prior, exact }: BasSettings, optimizer: Adam): Scalar {
  const clip = exact ? {} : referenceClip(prior.family.name);
  const loss = optimizer.minimize(() => basLoss(sigmoid(points), prior, { clip }), true, [points]);
  if (!loss) throw new Error('runBas: the optimizer returned no loss');
  return loss;
}

/** So many losses wait on the device at the most. */
const mostPending = 256;

/** Reads the losses that are still on the device, all at once, and lets a signal in. */
async function collect(pending: Scalar[], losses: number[]): Promise<void> {
  if (pending.length === 0) return;
  const stacked = tidy(() => stack(pending));
  dispose(pending.splice(0));
  losses.push(...(await read(stacked)));
  await nextTask();
}

async function frameAt(
  step: number,
  shown: Snapshot,
  losses: readonly number[],
  target: BasFrame['target'],
  { steps, count }: BasSettings,
): Promise<BasFrame> {
  const { points, ...state } = await readSnapshot(shown, count);
  return { kind: 'bas', step, steps, loss: losses[step], points, losses: Float64Array.from(losses), target, ...state };
}

/** Stops at the first loss that is not finite, or at points that are not. A GPU may take a NaN's loss for a number. */
function checkFinite({ step, losses, points }: BasFrame, lastGood: Float32Array | null): void {
  const bad = losses.findIndex((loss) => !Number.isFinite(loss));
  if (bad >= 0) throw new RunError(`bas: the loss is ${losses[bad]} at step ${bad}`, bad, lastGood);
  if (!points.every(Number.isFinite)) throw new RunError(`bas: a point is NaN at step ${step}`, step, lastGood);
}

async function resultOf(settings: BasSettings, points: Variable, losses: readonly number[]): Promise<BasResult> {
  const { label, steps, learningRate, seed } = settings;
  const final = await read(tidy(() => sigmoid(points)));
  return {
    experiment: 'bas',
    completed: losses.length >= steps,
    prior: label,
    steps: losses.length,
    learningRate,
    seed,
    backend: getBackend(),
    finalLoss: losses[losses.length - 1] ?? Number.NaN,
    losses: [...losses],
    points: [...final],
  };
}
