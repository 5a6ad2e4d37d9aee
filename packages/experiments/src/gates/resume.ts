import { ConfigError } from '../parse-config.ts';
import { isStateOf } from '../training/training-state.ts';
import type { GatesFrame } from './frame.ts';
import { type NetworkShape, weightCount } from './network.ts';

/** Whether this is a frame with all that a run needs to go on from it. */
export function isFrame(value: unknown): value is GatesFrame {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, variants, state }: Partial<GatesFrame> = value;
  if (kind !== 'gates' || !Array.isArray(variants) || typeof state !== 'object' || state === null) return false;
  const { course, shape, results, training }: Partial<typeof state> = state;
  return course !== undefined && Array.isArray(results) && !!shape && isStateOf(weightCount(shape), training);
}

/** Throws a ConfigError where the data make another network than that of the run to go on with. */
export function checkShape({ inputs, classes }: NetworkShape, { state }: GatesFrame): void {
  const before = state?.shape;
  if (!before || (before.inputs === inputs && before.classes === classes)) return;
  const problem = `must have ${before.inputs} features and ${before.classes} classes, as in the run that 'resume' is a frame of, but has ${inputs} and ${classes}`;
  throw new ConfigError(`gates: 'data' ${problem}`, { setting: 'data', problem });
}
