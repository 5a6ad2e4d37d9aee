import type { Adam } from '@hyperprior/backends';
import { concat, sigmoid, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { read } from '../training/read.ts';
import { packValues, type TrainingState } from '../training/training-state.ts';

/** Copy, on the device, of what a frame shows. It is read after the step. */
export interface Snapshot {
  /** Number of updates that the optimizer has made. */
  readonly updates: number;
  /** Points after the sigmoid; in a resumable run the values of its state follow, so that one read fetches all. */
  readonly values: Tensor;
}

/** Snapshot on the host. */
export interface Reading {
  readonly points: Float32Array;
  /** null if the run is not resumable. */
  readonly training: TrainingState | null;
}

/** Takes a snapshot; the caller disposes its values. */
export async function takeSnapshot(points: Variable, optimizer: Adam, resumable: boolean): Promise<Snapshot> {
  const updates = optimizer.iterations;
  if (!resumable) return { updates, values: tidy(() => sigmoid(points)) };
  const state = await packValues([points], optimizer);
  const values = tidy(() => concat([sigmoid(points), state]));
  state.dispose();
  return { updates, values };
}

/** Reads a snapshot of `count` points and disposes its values. */
export async function readSnapshot({ updates, values }: Snapshot, count: number): Promise<Reading> {
  const all = await read(values);
  const training = all.length > count ? { updates, values: all.slice(count) } : null;
  return { points: all.slice(0, count), training };
}
