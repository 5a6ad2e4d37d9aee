import { square, stack, sum, type Tensor, type Tensor1D, tidy } from '@tensorflow/tfjs-core';

/** The squared norm of each of the tensors: [tensors]. */
export const squaredNorms = (tensors: readonly Tensor[]): Tensor1D =>
  tidy((): Tensor1D => stack(tensors.map((tensor) => sum(square(tensor)))) as Tensor1D);
