import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';
import { mean, sum } from '../statistics.ts';

export interface CabsOptions extends QuantityOptions {
  /** The learning rate α; if not told, the rate that the step really had along the gradient, -dᵀg / ‖g‖²: α of plain SGD. */
  readonly learningRate?: number;
}

/**
 * The batch size that CABS suggests, α tr(Cov) / loss, with tr(Cov) = mean_i ‖g_i‖² - ‖g‖² (Balles, Romero & Hennig,
 * Coupling adaptive batch sizes with learning rates, 2017; Schneider, Dangel & Hennig, Cockpit, 2021).
 * Null where the loss or, without a rate of one's own, the gradient is 0.
 */
export function cabs(options: CabsOptions = {}): Quantity<number | null> {
  const schedule = scheduleOf('cabs', options, ['learningRate']);
  const { learningRate } = options;
  if (learningRate !== undefined && !(learningRate > 0 && Number.isFinite(learningRate)))
    throw new RangeError(`cabs: 'learningRate' must be a number above 0, but is ${learningRate}; leave it out`);
  return singleStep('cabs', schedule, ({ loss, norms, squaredGradient, alongUpdate }) => ({
    tensors: [loss, norms, squaredGradient, alongUpdate],
    value: ([value], each, byVariable, along) => {
      const squared = sum(byVariable);
      const rate = learningRate ?? -mean(along) / squared;
      const scatter = mean(each.map((norm) => norm * norm)) - squared;
      return value === 0 || Number.isNaN(rate) ? null : (rate * scatter) / value;
    },
  }));
}
