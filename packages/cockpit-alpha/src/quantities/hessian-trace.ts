import { installGradients } from '@hyperprior/autodiff';
import { stack, sum, tidy } from '@tensorflow/tfjs-core';
import {
  curvatureNames,
  curvatureOf,
  type HessianDiagonalOptions,
  hessianDiagonal,
} from '../curvature/hessian-diagonal.ts';
import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { singleStep } from '../single-step.ts';

/**
 * The trace of the mean loss's Hessian, or of its Gauss-Newton matrix, by each variable, before the step (Schneider, Dangel & Hennig, Cockpit, 2021):
 * Hutchinson's estimate, whose standard error falls as 1 / √probes, or the exact one.
 *
 * Second derivatives of TensorFlow.js are wrong or missing: this calls `installGradients()`.
 */
export function hessianTrace(options: HessianDiagonalOptions = {}): Quantity<number[]> {
  const schedule = scheduleOf('hessianTrace', options, curvatureNames);
  const curvature = curvatureOf('hessianTrace', options);
  const measured = singleStep(
    'hessianTrace',
    schedule,
    (observation) => ({
      tensors: [tidy(() => stack(hessianDiagonal(observation, curvature).map((each) => sum(each))))],
      value: (traces) => Array.from(traces),
    }),
    { needsSamples: false, needsHessian: true },
  );
  installGradients();
  return measured;
}
