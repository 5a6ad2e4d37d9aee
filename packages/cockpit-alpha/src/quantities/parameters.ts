import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';

/** All values of each variable before the step, row by row: a record as large as the model, so give it a sparse schedule. */
export const parameters = (options: QuantityOptions = {}): Quantity<number[][]> =>
  singleStep(
    'parameters',
    scheduleOf('parameters', options),
    ({ before }) => ({ tensors: before, value: (...all) => all.map((values) => Array.from(values)) }),
    { needsSamples: false },
  );
