import { randomNormal, type Tensor } from '@tensorflow/tfjs-core';

/** Normal numbers, the same at every run. */
export const randomTensor = (shape: readonly number[], seed: number, scale = 1): Tensor =>
  randomNormal([...shape], 0, scale, 'float32', seed);
