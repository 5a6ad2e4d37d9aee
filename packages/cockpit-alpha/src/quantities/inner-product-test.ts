import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';
import { sampleVariance, sumOfSquares } from '../statistics.ts';

/**
 * How far the samples' gradients scatter along their mean g: the largest θ that the inner product test still tells from
 * a batch that is too small,
 *
 *     √( Var_i(gᵀg_i) / B ) / ‖g‖²
 *
 * (Schneider, Dangel & Hennig, Cockpit, 2021; Bollapragada, Byrd & Nocedal 2017). Null of a batch of one, and
 * where g is 0.
 */
export const innerProductTest = (options: QuantityOptions = {}): Quantity<number | null> =>
  singleStep('innerProductTest', scheduleOf('innerProductTest', options), ({ slopesAlongGradient, gradientNorms }) => ({
    tensors: [slopesAlongGradient, gradientNorms],
    value: (along, gradients) => {
      const [variance, norm] = [sampleVariance(along), Math.sqrt(sumOfSquares(gradients))];
      return variance === null || norm === 0 ? null : Math.sqrt(variance / along.length) / norm;
    },
  }));
