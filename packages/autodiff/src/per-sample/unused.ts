import { type Variable, zeros, zerosLike } from '@tensorflow/tfjs-core';
import type { SampleGradients } from './sample-gradients.ts';

/** A variable on which no loss depends. */
export const unused = (variable: Variable, batch: number): SampleGradients => ({
  variable,
  way: 'linear',
  project: () => zeros([batch]),
  gradients: (_, count) => zeros([count, ...variable.shape]),
  total: () => zerosLike(variable),
  factors: null,
});
