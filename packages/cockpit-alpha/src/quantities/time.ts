import type { Quantity } from '../quantity.ts';
import { kindOf } from '../require.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import type { QuantityOptions } from '../single-step.ts';

export interface TimeOptions extends QuantityOptions {
  /** The clock, in seconds from any moment; a monotonic one, unless you pass another. */
  readonly now?: () => number;
}

/**
 * Seconds from the making of the cockpit to the end of the step. A GPU may still be at work on the step then, unless the loop
 * awaits each record.
 */
export function time(options: TimeOptions = {}): Quantity<number> {
  const schedule = scheduleOf('time', options, ['now']);
  const { now = monotonic } = options;
  if (typeof now !== 'function')
    throw new TypeError(
      `time: 'now' must be a function that returns seconds, but is ${kindOf(now)}; leave it out, or pass () => Date.now() / 1000`,
    );
  return {
    meter() {
      const start = now();
      return {
        needsSamples: false,
        isDue: schedule,
        measure() {
          const elapsed = now() - start;
          return { tensors: [], value: () => elapsed };
        },
        dispose: () => {},
      };
    },
  };
}

const monotonic = (): number => performance.now() / 1000;
