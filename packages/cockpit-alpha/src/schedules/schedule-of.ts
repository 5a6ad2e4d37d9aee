import { requireOptions } from '../require.ts';
import type { QuantityOptions } from '../single-step.ts';
import { every } from './every.ts';
import { requireSchedule, type Schedule } from './schedule.ts';

/**
 * The schedule among the options of a quantity: every step unless told.
 * @param others the options that it has besides
 * @throws TypeError where the options are no object or the schedule no function; RangeError where there is no such option
 */
export function scheduleOf(caller: string, options: QuantityOptions, others: readonly string[] = []): Schedule {
  requireOptions(caller, options, ['schedule', ...others], '{ schedule: every(10) }');
  const { schedule = every(1) } = options;
  requireSchedule(caller, schedule);
  return schedule;
}
