import type { GradConfig } from '@tensorflow/tfjs-core';
import { comparisonGradients } from './comparison.ts';

/** The gradients that TF.js lacks or has wrong. */
export const correctedGradients: readonly GradConfig[] = [...comparisonGradients];
