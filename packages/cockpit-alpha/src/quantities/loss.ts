import type { Quantity } from '../quantity.ts';
import { every } from '../schedules/every.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';

/** The mean of the losses, before the step. */
export const loss = ({ schedule = every(1) }: QuantityOptions = {}): Quantity<number> =>
  singleStep('loss', schedule, ({ loss }) => ({ tensors: [loss], value: ([value]) => value }), { needsSamples: false });
