import type { Observation } from './observation.ts';
import type { Quantity, Reading } from './quantity.ts';
import { kindOf } from './require.ts';
import { requireSchedule, type Schedule } from './schedules/schedule.ts';

/** What every quantity can be told. */
export interface QuantityOptions {
  /** The steps at which it is measured; every step unless told. */
  readonly schedule?: Schedule;
}

/** A quantity that is known from one step alone. */
export function singleStep<Value>(
  caller: string,
  schedule: Schedule,
  measure: (observation: Observation) => Reading<Value>,
  { needsSamples = true, needsHessian = false } = {},
): Quantity<Value> {
  requireSchedule(caller, schedule);
  if (typeof measure !== 'function')
    throw new TypeError(`${caller}: 'measure' must be a function of an Observation, but is ${kindOf(measure)}`);
  return { meter: () => ({ needsSamples, needsHessian, isDue: schedule, measure, dispose: () => {} }) };
}
