import { concat, reshape, sigmoid, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { read } from '../training/read.ts';
import { packValues, type TrainingState } from '../training/training-state.ts';
import type { GbasRunSettings } from './config.ts';
import { gbasFamilies } from './families.ts';
import { type Training, trainedIn } from './training.ts';

/** Where a run stands, on the device: to be read when the step has been made. */
export interface Snapshot {
  /** The optimizer's updates until now. */
  readonly updates: number;
  /** One vector, so that all is read at once: the points after the sigmoid, every parameter, and the state if asked for. */
  readonly values: Tensor;
}

/** A snapshot on the host. */
export interface Reading {
  /** After the sigmoid, dimension after dimension. */
  readonly points: Float32Array;
  /** All values of the first parameter, then all of the second. */
  readonly parameters: Float32Array;
  /** null where the run is not resumable. */
  readonly training: TrainingState | null;
}

/** Copies what is to be shown; the caller disposes the values. */
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

/** Reads a snapshot, whose values are disposed. */
export async function readSnapshot(
  { updates, values }: Snapshot,
  { dimensions, count, family }: GbasRunSettings,
): Promise<Reading> {
  const all = await read(values);
  const [first, end] = [dimensions * count, dimensions * (count + gbasFamilies[family].parameters.length)];
  return {
    points: all.slice(0, first),
    parameters: all.slice(first, end),
    training: all.length > end ? { updates, values: all.slice(end) } : null,
  };
}
