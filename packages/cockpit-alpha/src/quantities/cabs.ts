import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';
import { sumOfSquares } from '../statistics.ts';

export interface CabsOptions extends QuantityOptions {
  /** The learning rate α; if not told, the rate that the step really had along the gradient, -dᵀg / ‖g‖²: α of plain SGD. */
  readonly learningRate?: number;
}

/**
 * The batch size that CABS suggests, α tr(Cov) / loss, with tr(Cov) = mean_i ‖g_i - g‖² (Balles, Romero & Hennig,
 * Coupling adaptive batch sizes with learning rates, 2017; Schneider, Dangel & Hennig, Cockpit, 2021).
 * Null where the loss or, without a rate of one's own, the gradient is 0.
 */
export function cabs(options: CabsOptions = {}): Quantity<number | null> {
  const schedule = scheduleOf('cabs', options, ['learningRate']);
  const { learningRate } = options;
  if (learningRate !== undefined && !(learningRate > 0 && Number.isFinite(learningRate)))
    throw new RangeError(`cabs: 'learningRate' must be a number above 0, but is ${learningRate}; leave it out`);
  return singleStep('cabs', schedule, (observation) => {
    const { loss, samples, deviationNorms, gradientNorms, updateNorms, slope } = observation;
    const batch = samples.losses.size;
    return {
      tensors: [loss, deviationNorms, gradientNorms, updateNorms, slope],
      value: ([value], deviations, gradients, updates, [along]) => {
        const rate = learningRate ?? (-along * Math.sqrt(sumOfSquares(updates))) / sumOfSquares(gradients);
        const covariance = sumOfSquares(deviations) / batch;
        return value === 0 || Number.isNaN(rate) ? null : (rate * covariance) / value;
      },
    };
  });
}
