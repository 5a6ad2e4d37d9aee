import { installGradients } from '@hyperprior/autodiff';
import { add, div, stack, sum, tidy } from '@tensorflow/tfjs-core';
import {
  curvatureNames,
  curvatureOf,
  type HessianDiagonalOptions,
  hessianDiagonal,
} from '../curvature/hessian-diagonal.ts';
import type { Quantity } from '../quantity.ts';
import { requireEpsilon } from '../require.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { singleStep } from '../single-step.ts';
import { sumOfSquares, sum as total } from '../statistics.ts';

export interface TicOptions extends HessianDiagonalOptions {
  /** Is added to the divisor. */
  readonly epsilon?: number;
  /** `'trace'` divides the mean of ‖g_i‖² by the Hessian's trace, `'diagonal'` entry by entry. */
  readonly by?: 'trace' | 'diagonal';
}

/**
 * Takeuchi's information criterion, how far the model may be from generalising, before the step (Thomas et al., On the
 * interplay between noise and curvature, 2020; Schneider, Dangel & Hennig, Cockpit, 2021):
 *
 *     mean_i ‖g_i‖² / (tr H + ε),  or the sum over the parameters of  mean_i g_i² / (diag H + ε)
 *
 * A Hessian's diagonal may be negative or near 0, and an estimate of it more often so: the second is steady with
 * `probes: 'exact'` alone.
 *
 * With `gaussNewton` the Gauss-Newton matrix takes the Hessian's place.
 *
 * Second derivatives of TensorFlow.js are wrong or missing: this calls `installGradients()`.
 */
export function tic(options: TicOptions = {}): Quantity<number> {
  const schedule = scheduleOf('tic', options, [...curvatureNames, 'epsilon', 'by']);
  const { epsilon = 1e-7, by = 'trace' } = options;
  const curvature = curvatureOf('tic', options);
  requireEpsilon('tic', epsilon);
  if (by !== 'trace' && by !== 'diagonal')
    throw new RangeError(`tic: 'by' must be 'trace' or 'diagonal', but is ${String(by)}`);
  const measured = singleStep<number>(
    'tic',
    schedule,
    (observation) => {
      const diagonal = hessianDiagonal(observation, curvature);
      if (by === 'trace') {
        const traces = tidy(() => stack(diagonal.map((each) => sum(each))));
        const { samples, deviationNorms, gradientNorms } = observation;
        const batch = samples.losses.size;
        // The mean of ‖g_i‖² is that of ‖g_i - g‖², and ‖g‖².
        const value = (deviations: Float32Array, gradients: Float32Array, all: Float32Array) =>
          (sumOfSquares(deviations) / batch + sumOfSquares(gradients)) / (total(all) + epsilon);
        return { tensors: [deviationNorms, gradientNorms, traces], value };
      }
      const { meanSquares } = observation;
      const ratios = tidy(() => stack(diagonal.map((each, i) => sum(div(meanSquares[i], add(each, epsilon))))));
      return { tensors: [ratios], value: (each) => total(each) };
    },
    { needsHessian: true },
  );
  installGradients();
  return measured;
}
