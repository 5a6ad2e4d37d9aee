import { mean, type Scalar, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** The mean over the samples: what is trained. */
export const meanLoss = (losses: () => Tensor): Scalar => tidy(() => mean(losses()));
