import { type GradConfig, getGradient } from '@tensorflow/tfjs-core';
import { batchNormGradients } from './batch-norm.ts';
import { binaryGradients } from './binary.ts';
import { replaceChained } from './chained.ts';
import { constantGradients } from './constant.ts';
import { convolutionGradients } from './convolution.ts';
import { elementwiseGradients } from './elementwise.ts';
import { holdGradient } from './hold-gradient.ts';
import { imageGradients } from './image.ts';
import { indexingGradients } from './indexing.ts';
import { layoutGradients } from './layout.ts';
import { reductionGradients } from './reduction.ts';

/** The gradients of every kernel that TF.js itself can differentiate, written with core's public operations alone. */
const gradients: readonly GradConfig[] = [
  ...elementwiseGradients,
  ...binaryGradients,
  ...constantGradients,
  ...reductionGradients,
  ...layoutGradients,
  ...indexingGradients,
  ...convolutionGradients,
  ...imageGradients,
  ...batchNormGradients,
];

/**
 * Registers the gradients that `@tensorflow/tfjs-core` leaves out when it is loaded by plain Node, where
 * differentiating fails with "gradient function not found". A gradient that is registered already is left alone
 * (a bundler or `@tensorflow/tfjs-layers` brings core's own), unless it cannot run; one that
 * such a module would register later does not replace these. May be called again at no cost.
 */
export function registerGradients(): void {
  replaceChained();
  for (const gradient of gradients) if (!getGradient(gradient.kernelName)) holdGradient(gradient);
}
