import { concat, reshape, sigmoid, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { read } from '../training/read.ts';
import { packValues, type TrainingState } from '../training/training-state.ts';
import { gbasFamilies } from './families.ts';
import type { GbasSettings } from './settings.ts';
import { type Training, trainedIn } from './training.ts';

/** Copy, on the device, of a run before a step. It is read after the step. */
export interface Snapshot {
  /** Number of updates that the optimizer has made. */
  readonly updates: number;
  /** One vector, so that one read fetches all: points after the sigmoid, every parameter, and the state if resumable. */
  readonly values: Tensor;
}

/** Snapshot on the host. */
export interface Reading {
  /** After the sigmoid, dimension after dimension. */
  readonly points: Float32Array;
  /** All values of the first parameter, then all of the second. */
  readonly parameters: Float32Array;
  /** null if the run is not resumable. */
  readonly training: TrainingState | null;
}

/** Takes a snapshot; the caller disposes its values. */
export async function takeSnapshot(training: Training, resumable: boolean): Promise<Snapshot> {
  const { points, priors, optimizer } = training;
  const updates = optimizer.iterations;
  const state = resumable ? await packValues(trainedIn(training), optimizer) : null;
  const values = tidy(() => {
    const shown = reshape(sigmoid(points), [points.size]);
    return concat([shown, ...Object.values(priors.parameters()), ...(state ? [state] : [])]);
  });
  state?.dispose();
  return { updates, values };
}

/** Reads a snapshot and disposes its values. */
export async function readSnapshot(
  { updates, values }: Snapshot,
  { dimensions, count, family }: GbasSettings,
): Promise<Reading> {
  const all = await read(values);
  const [first, end] = [dimensions * count, dimensions * (count + gbasFamilies[family].parameters.length)];
  return {
    points: all.slice(0, first),
    parameters: all.slice(first, end),
    training: all.length > end ? { updates, values: all.slice(end) } : null,
  };
}
