import { isStateOf } from '../training/training-state.ts';
import type { BasFrame } from './frame.ts';
import { logits } from './logits.ts';

/** Whether a run can go on from this. */
export function isFrame(value: unknown): value is BasFrame {
  if (typeof value !== 'object' || value === null) return false;
  const { points, losses, state }: Partial<BasFrame> = value;
  return isBatch(points) && losses !== undefined && (state === undefined || isStateOf(points.length, state));
}

/** A frame's points before the sigmoid: those of its state, or else, less exactly, those that it shows. */
export const pointsOf = ({ points, state }: BasFrame): Float32Array =>
  state ? state.values.slice(0, points.length) : logits(points);

/** Whether these are numbers to train on. */
export const isBatch = (value: unknown): value is Float32Array =>
  value instanceof Float32Array && value.length > 0 && value.every(Number.isFinite);
