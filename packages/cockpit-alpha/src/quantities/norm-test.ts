import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';
import { sumOfSquares } from '../statistics.ts';

/**
 * How large the noise of the gradient is beside it: the largest θ that the norm test still tells from a batch that is
 * too small,
 *
 *     √( Σ_i ‖g_i - g‖² / (B (B - 1)) / ‖g‖² )
 *
 * (Schneider, Dangel & Hennig, Cockpit, 2021; Byrd, Chin, Nocedal & Wu 2012). Null of a batch of one, and
 * where g is 0.
 */
export const normTest = (options: QuantityOptions = {}): Quantity<number | null> =>
  singleStep('normTest', scheduleOf('normTest', options), ({ samples, deviationNorms, gradientNorms }) => {
    const batch = samples.losses.size;
    return {
      tensors: [deviationNorms, gradientNorms],
      value: (deviations, gradients) => {
        const squared = sumOfSquares(gradients);
        if (batch < 2 || squared === 0) return null;
        return Math.sqrt(sumOfSquares(deviations) / (batch * (batch - 1)) / squared);
      },
    };
  });
