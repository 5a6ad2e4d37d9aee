import { prodGradient } from '@hyperprior/backends/gradients';
import type { GradConfig } from '@tensorflow/tfjs-core';
import { activationGradients } from './activation.ts';
import { batchNormGradients } from './batch-norm.ts';
import { broadcastingGradients } from './broadcasting.ts';
import { comparisonGradients } from './comparison.ts';
import { convolutionGradients } from './convolution.ts';
import { cumulativeGradients } from './cumulative.ts';
import { depthwiseGradients } from './depthwise.ts';
import { dilationGradients } from './dilation.ts';
import { einsumGradients } from './einsum.ts';
import { indexingGradients } from './indexing.ts';
import { layoutGradients } from './layout.ts';
import { localResponseGradients } from './lrn.ts';
import { poolingGradients } from './pooling.ts';
import { powerGradients } from './power.ts';
import { resizingGradients } from './resize.ts';
import { stridedSliceGradients } from './strided-slice.ts';

/** The gradients that TF.js lacks or has wrong. */
export const correctedGradients: readonly GradConfig[] = [
  ...activationGradients,
  ...batchNormGradients,
  ...broadcastingGradients,
  ...comparisonGradients,
  ...convolutionGradients,
  ...cumulativeGradients,
  ...depthwiseGradients,
  ...dilationGradients,
  ...einsumGradients,
  ...indexingGradients,
  ...layoutGradients,
  ...localResponseGradients,
  ...poolingGradients,
  ...powerGradients,
  prodGradient,
  ...resizingGradients,
  ...stridedSliceGradients,
];
