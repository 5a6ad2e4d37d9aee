import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { requireFunction } from '../require.ts';
import { capture } from './capture.ts';
import { perSampleOf } from './per-sample-of.ts';
import type { PerSample } from './quantities.ts';
import { ownVector, requireAllUsed, requireVariables } from './require-losses.ts';
import type { Weight } from './weight.ts';

/**
 * Measures the gradients of a batch's losses sample by sample, without making them: one forward and one backward
 * pass. Where an operation is linear in a variable (dense, convolution, bias, scale, embedding), its share of every
 * sample's gradient is known from what went into it and from the gradient by what came out; what is asked for is made
 * of these two (Goodfellow, Efficient per-example gradient computations, 2015; Dangel, Kunstner & Hennig, BackPACK,
 * 2020). A variable that is used in another way is measured by a jvp, or a backward pass a sample; `ways` tells which.
 * @param losses returns the losses of shape [batch], each of one sample; a `LayersModel` may be applied in it
 * @param variables the variables to differentiate by, or the `trainableWeights` of a layers model; float32
 * @throws RangeError where the losses are no vector, mix the samples, or do not use a variable
 */
export function perSample(losses: () => Tensor, variables: readonly (Tensor | Weight)[]): PerSample {
  requireFunction('perSample', 'losses', losses);
  const sources = requireVariables('perSample', variables);
  const captured = capture(() => ownVector('perSample', losses()), sources);
  try {
    requireAllUsed(captured, captured.value, sources);
    const samples = perSampleOf(captured, captured.value, sources);
    captured.handToScope();
    return samples;
  } catch (error) {
    captured.release();
    dispose(captured.value);
    throw error;
  }
}
