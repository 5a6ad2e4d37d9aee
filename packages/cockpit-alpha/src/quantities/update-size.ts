import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';

/** ‖d‖ of the step d that each variable has really made. */
export const updateSize = (options: QuantityOptions = {}): Quantity<number[]> =>
  singleStep(
    'updateSize',
    scheduleOf('updateSize', options),
    ({ updateNorms }) => ({ tensors: [updateNorms], value: (norms) => Array.from(norms) }),
    { needsSamples: false },
  );
