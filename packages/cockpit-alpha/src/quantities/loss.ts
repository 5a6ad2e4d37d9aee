import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';

/** The mean of the losses, before the step. */
export const loss = (options: QuantityOptions = {}): Quantity<number> =>
  singleStep('loss', scheduleOf('loss', options), ({ loss }) => ({ tensors: [loss], value: ([value]) => value }), {
    needsSamples: false,
  });
