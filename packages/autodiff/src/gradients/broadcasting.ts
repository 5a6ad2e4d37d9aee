import { binaryGradients } from '@hyperprior/backends/gradients';
import { BatchMatMul, FloorDiv, type GradConfig, Maximum, Minimum, SquaredDifference } from '@tensorflow/tfjs-core';

const corrected: readonly string[] = [BatchMatMul, FloorDiv, Maximum, Minimum, SquaredDifference];

/**
 * Gradients of the functions of two tensors for which TF.js does not sum over axes that were broadcast, and of floorDiv,
 * which TF.js differentiates as if it did not round.
 */
export const broadcastingGradients: readonly GradConfig[] = binaryGradients.filter(({ kernelName }) =>
  corrected.includes(kernelName),
);
