import type { Observation } from './observation.ts';
import type { Quantity, Reading } from './quantity.ts';
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
  return { meter: () => ({ needsSamples, needsHessian, isDue: schedule, measure, dispose: () => {} }) };
}
