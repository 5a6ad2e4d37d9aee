import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';
import { sum, sumOfSquares } from '../statistics.ts';

/**
 * How far the samples' gradients scatter across their mean g: the largest ν that the orthogonality test still tells
 * from a batch that is too small,
 *
 *     √( Σ_i ( ‖g_i‖² - (gᵀg_i)² / ‖g‖² ) / (B (B - 1)) / ‖g‖² )
 *
 * (Schneider, Dangel & Hennig, Cockpit, 2021; Bollapragada, Byrd & Nocedal 2017). A difference, as the norm
 * test: float32 tells it less well the further it lies below 1e-2. Null of a batch of one, and where g is 0.
 */
export const orthogonalityTest = (options: QuantityOptions = {}): Quantity<number | null> =>
  singleStep(
    'orthogonalityTest',
    scheduleOf('orthogonalityTest', options),
    ({ norms, alongGradient, squaredGradient }) => ({
      tensors: [norms, alongGradient, squaredGradient],
      value: (each, along, byVariable) => {
        const [batch, squared] = [each.length, sum(byVariable)];
        if (batch < 2 || squared === 0) return null;
        const scatter = Math.max(0, sumOfSquares(each) - sumOfSquares(along) / squared);
        return Math.sqrt(scatter / (batch * (batch - 1)) / squared);
      },
    }),
  );
