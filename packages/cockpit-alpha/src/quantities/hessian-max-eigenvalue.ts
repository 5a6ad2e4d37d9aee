import { installGradients } from '@hyperprior/autodiff';
import { lanczos } from '../curvature/lanczos.ts';
import { largestEigenvalue } from '../curvature/largest-eigenvalue.ts';
import type { Quantity } from '../quantity.ts';
import { requireWhole } from '../require.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type QuantityOptions, singleStep } from '../single-step.ts';

export interface HessianMaxEigenvalueOptions extends QuantityOptions {
  /** How often the Hessian is applied; each costs a backward pass over the gradient. */
  readonly iterations?: number;
  /** Of the vector that is started from. */
  readonly seed?: number;
}

/** Below this share of all entries, what follows is rounding. */
const negligible = 1e-5;

/**
 * The largest eigenvalue of the mean loss's Hessian, before the step (Schneider, Dangel & Hennig, Cockpit, 2021), by
 * Lanczos' iteration: from below, and the closer the further it stands apart from the others. The algebraically
 * largest, where the original gives the largest in size.
 *
 * Second derivatives of TensorFlow.js are wrong or missing: this calls `installGradients()`.
 */
export function hessianMaxEigenvalue(options: HessianMaxEigenvalueOptions = {}): Quantity<number> {
  const schedule = scheduleOf('hessianMaxEigenvalue', options, ['iterations', 'seed']);
  const { iterations = 20, seed = 1 } = options;
  requireWhole('hessianMaxEigenvalue', 'iterations', iterations, 1);
  requireWhole('hessianMaxEigenvalue', 'seed', seed, 0);
  const measured = singleStep(
    'hessianMaxEigenvalue',
    schedule,
    (observation) => ({
      tensors: lanczos((vector) => observation.hessianProduct(vector), {
        iterations,
        seed: seed + observation.step,
        like: observation.variables,
      }),
      value: (diagonal, beside) => largestEigenvalue(...usable(diagonal, beside)),
    }),
    { needsSamples: false, needsHessian: true },
  );
  installGradients();
  return measured;
}

/** The matrix up to where the iteration has come to an end. */
function usable(diagonal: Float32Array, beside: Float32Array): [Float32Array, Float32Array] {
  const scale = Math.max(...diagonal.map(Math.abs), ...beside);
  const end = beside.findIndex((each) => each <= negligible * scale);
  const size = end < 0 ? diagonal.length : end + 1;
  return [diagonal.subarray(0, size), beside.subarray(0, size - 1)];
}
