import { add, div, square, stack, sub, sum, tidy } from '@tensorflow/tfjs-core';
import type { Quantity } from '../quantity.ts';
import { requireEpsilon } from '../require.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { singleStep } from '../single-step.ts';
import { sum as total } from '../statistics.ts';
import type { RatioOptions } from './ratio-options.ts';

/**
 * The mean of the gradient's signal-to-noise ratio over all parameters, g² / (mean_i g_i² - g² + ε) (Liu et al.,
 * Understanding why neural networks generalize well through GSNR of parameters, 2020; Schneider, Dangel & Hennig,
 * Cockpit, 2021). The variance is that of the batch, divided by B.
 */
export function meanGsnr(options: RatioOptions = {}): Quantity<number> {
  const schedule = scheduleOf('meanGsnr', options, ['epsilon']);
  const { epsilon = 1e-5 } = options;
  requireEpsilon('meanGsnr', epsilon);
  return singleStep('meanGsnr', schedule, ({ gradient, meanSquares }) => {
    const sums = tidy(() =>
      stack(
        gradient.map((g, i) => {
          const squared = square(g);
          return sum(div(squared, add(sub(meanSquares[i], squared), epsilon)));
        }),
      ),
    );
    const parameters = total(gradient.map(({ size }) => size));
    return { tensors: [sums], value: (each) => total(each) / parameters };
  });
}
