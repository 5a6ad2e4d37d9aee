import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';

/** ‖g‖ of the mean loss's gradient g by each variable, before the step. */
export const gradientNorm = (options: QuantityOptions = {}): Quantity<number[]> =>
  singleStep(
    'gradientNorm',
    scheduleOf('gradientNorm', options),
    ({ gradientNorms }) => ({ tensors: [gradientNorms], value: (norms) => Array.from(norms) }),
    { needsSamples: false },
  );
