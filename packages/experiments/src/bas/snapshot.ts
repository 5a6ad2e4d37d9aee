import type { Adam } from '@hyperprior/backends';
import { concat, sigmoid, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { read } from '../training/read.ts';
import { packValues } from '../training/training-state.ts';
import type { BasFrame } from './frame.ts';

/** What a frame shows, on the device: to be read when the step has been made. */
export interface Snapshot {
  /** The optimizer's updates until now. */
  readonly updates: number;
  /** The points under the sigmoid; in a resumable run the values of its state after them, so that all are read at once. */
  readonly values: Tensor;
}

/** Copies what is to be shown; the caller disposes the values. */
export async function takeSnapshot(points: Variable, optimizer: Adam, resumable: boolean): Promise<Snapshot> {
  const updates = optimizer.iterations;
  if (!resumable) return { updates, values: tidy(() => sigmoid(points)) };
  const state = await packValues([points], optimizer);
  const values = tidy(() => concat([sigmoid(points), state]));
  state.dispose();
  return { updates, values };
}

/** The part of a frame that a snapshot of so many points holds; its values are disposed. */
export async function readSnapshot(
  { updates, values }: Snapshot,
  count: number,
): Promise<Pick<BasFrame, 'points' | 'state'>> {
  const all = await read(values);
  if (all.length === count) return { points: all };
  return { points: all.slice(0, count), state: { updates, values: all.slice(count) } };
}
