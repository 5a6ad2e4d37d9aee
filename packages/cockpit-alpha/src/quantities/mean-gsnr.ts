import type { Quantity } from '../quantity.ts';
import { requireEpsilon } from '../require.ts';
import { signalToNoise } from '../scatter/signal-to-noise.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { singleStep } from '../single-step.ts';
import { sum, sumOfSquares } from '../statistics.ts';
import type { RatioOptions } from './ratio-options.ts';

/**
 * The mean of the gradient's signal-to-noise ratio over all parameters, g² / (mean_i (g_i - g)² + ε) (Liu et al.,
 * Understanding why neural networks generalize well through GSNR of parameters, 2020; Schneider, Dangel & Hennig,
 * Cockpit, 2021). The variance is that of the batch, divided by B.
 */
export function meanGsnr(options: RatioOptions = {}): Quantity<number> {
  const schedule = scheduleOf('meanGsnr', options, ['epsilon']);
  const { epsilon = 1e-5 } = options;
  requireEpsilon('meanGsnr', epsilon);
  return singleStep('meanGsnr', schedule, ({ samples, gradient, deviations }) => {
    const norms = signalToNoise(gradient, deviations, { divisor: samples.losses.size, epsilon });
    const parameters = sum(gradient.map(({ size }) => size));
    return { tensors: [norms], value: (each) => sumOfSquares(each) / parameters };
  });
}
