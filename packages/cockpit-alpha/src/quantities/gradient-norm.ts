import type { Quantity } from '../quantity.ts';
import { every } from '../schedules/every.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';

/** ‖g‖ of the mean loss's gradient g by each variable, before the step. */
export const gradientNorm = ({ schedule = every(1) }: QuantityOptions = {}): Quantity<number[]> =>
  singleStep(
    'gradientNorm',
    schedule,
    ({ squaredGradient }) => ({ tensors: [squaredGradient], value: (squares) => Array.from(squares, Math.sqrt) }),
    { needsSamples: false },
  );
