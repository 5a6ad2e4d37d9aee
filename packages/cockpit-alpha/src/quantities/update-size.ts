import type { Quantity } from '../quantity.ts';
import { every } from '../schedules/every.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';

/** ‖d‖ of the step d that each variable has really made. */
export const updateSize = ({ schedule = every(1) }: QuantityOptions = {}): Quantity<number[]> =>
  singleStep(
    'updateSize',
    schedule,
    ({ squaredUpdate }) => ({ tensors: [squaredUpdate], value: (squares) => Array.from(squares, Math.sqrt) }),
    { needsSamples: false },
  );
