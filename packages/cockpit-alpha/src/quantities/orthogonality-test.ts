import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';
import { sampleVariance, sumOfSquares } from '../statistics.ts';

/**
 * How far the samples' gradients scatter across their mean g: the largest ν that the orthogonality test still tells
 * from a batch that is too small,
 *
 *     √( Σ_i ( ‖g_i‖² - (gᵀg_i)² / ‖g‖² ) / (B (B - 1)) / ‖g‖² )
 *
 * (Schneider, Dangel & Hennig, Cockpit, 2021; Bollapragada, Byrd & Nocedal 2017). The scatter
 * along g is subtracted from that in all directions: float32 tells a value below a hundredth of the norm test's less well.
 * Null of a batch of one, and where g is 0.
 */
export const orthogonalityTest = (options: QuantityOptions = {}): Quantity<number | null> =>
  singleStep(
    'orthogonalityTest',
    scheduleOf('orthogonalityTest', options),
    ({ deviationNorms, slopesAlongGradient, gradientNorms }) => ({
      tensors: [deviationNorms, slopesAlongGradient, gradientNorms],
      value: (deviations, along, gradients) => {
        const [batch, squared, variance] = [along.length, sumOfSquares(gradients), sampleVariance(along)];
        if (variance === null || squared === 0) return null;
        const scatter = Math.max(0, sumOfSquares(deviations) - (batch - 1) * variance);
        return Math.sqrt(scatter / (batch * (batch - 1)) / squared);
      },
    }),
  );
