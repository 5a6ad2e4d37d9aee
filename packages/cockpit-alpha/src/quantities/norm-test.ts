import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';
import { sum, sumOfSquares } from '../statistics.ts';

/**
 * How large the noise of the gradient is beside it: the largest θ that the norm test still tells from a batch that is
 * too small,
 *
 *     √( Σ_i ‖g_i - g‖² / (B (B - 1)) / ‖g‖² )
 *
 * (Schneider, Dangel & Hennig, Cockpit, 2021; Byrd, Chin, Nocedal & Wu 2012). The sum is Σ ‖g_i‖² - B ‖g‖²
 * of norms: float32 tells it less well the further the value lies below 1e-2. Null of a batch of one, and where g is 0.
 */
export const normTest = (options: QuantityOptions = {}): Quantity<number | null> =>
  singleStep('normTest', scheduleOf('normTest', options), ({ norms, squaredGradient }) => ({
    tensors: [norms, squaredGradient],
    value: (each, byVariable) => {
      const [batch, squared] = [each.length, sum(byVariable)];
      if (batch < 2 || squared === 0) return null;
      const scatter = Math.max(0, sumOfSquares(each) - batch * squared);
      return Math.sqrt(scatter / (batch * (batch - 1)) / squared);
    },
  }));
