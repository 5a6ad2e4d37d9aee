/** Whether a step, counted from 0, is to be measured. */
export type Schedule = (step: number) => boolean;

/** That a schedule is a function, in the name of what takes it. */
export function requireSchedule(caller: string, schedule: unknown): asserts schedule is Schedule {
  if (typeof schedule !== 'function')
    throw new TypeError(
      `${caller}: 'schedule' must be a function of the step, such as every(10), but is ${String(schedule)}`,
    );
}
