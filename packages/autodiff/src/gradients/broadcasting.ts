import { binaryGradients } from '@hyperprior/backends/gradients';
import { BatchMatMul, type GradConfig, Maximum, Minimum, SquaredDifference } from '@tensorflow/tfjs-core';

const notSummed: readonly string[] = [BatchMatMul, Maximum, Minimum, SquaredDifference];

/** The gradients of those functions of two tensors for which TF.js does not sum over axes that were broadcast. */
export const broadcastingGradients: readonly GradConfig[] = binaryGradients.filter(({ kernelName }) =>
  notSummed.includes(kernelName),
);
