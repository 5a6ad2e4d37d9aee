import type { Quantity } from '../quantity.ts';
import { requireEpsilon } from '../require.ts';
import { signalToNoise } from '../scatter/signal-to-noise.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { singleStep } from '../single-step.ts';
import { sum, sumOfSquares } from '../statistics.ts';
import type { RatioOptions } from './ratio-options.ts';

/**
 * Whether there is still more signal than noise in the gradient: training should stop once this exceeds 0,
 *
 *     1 - B mean( g² / (v + ε) ),  v = Σ_i (g_i - g)² / (B - 1), over all parameters
 *
 * (Mahsereci, Balles, Lassner & Hennig, Early stopping without a validation set, 2017; Schneider, Dangel &
 * Hennig, Cockpit, 2021). Null of a batch of one.
 */
export function earlyStopping(options: RatioOptions = {}): Quantity<number | null> {
  const schedule = scheduleOf('earlyStopping', options, ['epsilon']);
  const { epsilon = 1e-5 } = options;
  requireEpsilon('earlyStopping', epsilon);
  return singleStep('earlyStopping', schedule, ({ samples, gradient, deviations }) => {
    const batch = samples.losses.size;
    const norms = signalToNoise(gradient, deviations, { divisor: Math.max(1, batch - 1), epsilon });
    const parameters = sum(gradient.map(({ size }) => size));
    return { tensors: [norms], value: (each) => (batch < 2 ? null : 1 - (batch * sumOfSquares(each)) / parameters) };
  });
}
