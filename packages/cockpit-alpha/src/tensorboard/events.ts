import { requireWhole } from '../require.ts';
import { type Bytes, double, message, string, whole } from './protobuf.ts';
import { summaryValues } from './summary.ts';
import { tfRecord } from './tf-record.ts';

export interface TensorboardOptions {
  /** Names of the variables, for what is measured of each; without them they have numbers, from 0. */
  readonly variables?: readonly string[];
}

/**
 * The first record of an event file, which TensorBoard shows where its name has `tfevents` in it.
 * @param wallTime seconds since 1970
 * @throws RangeError where the time is not finite
 */
export const tensorboardStart = (wallTime: number): Uint8Array =>
  event('tensorboardStart', wallTime, string(3, 'brain.Event:2'));

/**
 * A step's record for an event file: numbers as scalars, one a variable under its name, alpha without what it comes from,
 * and histograms of one axis. NaN and the infinities are written as they are; null, problems, texts and histograms of two
 * axes are left out.
 * @param record a cockpit's record, or one of a log
 * @param wallTime seconds since 1970
 * @throws RangeError where the time is not finite, or the step no whole number from 0
 */
export function tensorboardStep(
  { step, values }: { readonly step: number; readonly values: object },
  wallTime: number,
  { variables = [] }: TensorboardOptions = {},
): Uint8Array {
  requireWhole('tensorboardStep', 'record.step', step, 0);
  const summary = Object.entries(values).flatMap(([name, value]) => summaryValues(name, value, variables));
  return event('tensorboardStep', wallTime, whole(2, step), message(5, ...summary));
}

/**
 * What an event file needs where a run is gone on with: TensorBoard forgets what was there from this step on.
 * @param wallTime seconds since 1970
 * @throws RangeError where the time is not finite, or the step no whole number from 0
 */
export function tensorboardRestart(step: number, wallTime: number): Uint8Array {
  requireWhole('tensorboardRestart', 'step', step, 0);
  return event('tensorboardRestart', wallTime, whole(2, step), message(7, whole(1, sessionStart)));
}

/** SessionLog.START */
const sessionStart = 1;

function event(caller: string, wallTime: number, ...parts: readonly Bytes[]): Uint8Array {
  if (!Number.isFinite(wallTime))
    throw new RangeError(
      `${caller}: 'wallTime' must be seconds since 1970, but is ${wallTime}; Date.now() / 1000 does`,
    );
  return tfRecord(Uint8Array.from([double(1, wallTime), ...parts].flat()));
}
