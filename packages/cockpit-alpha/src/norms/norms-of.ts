import { runHostKernel, runsOnHost } from '@hyperprior/backends/kernels';
import {
  div,
  equal,
  reshape,
  type Scalar,
  stack,
  type Tensor,
  type Tensor1D,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import { normsKernel } from './norms-kernel.ts';
import { rootSumOfSquares } from './root-sum-of-squares.ts';

/** The norm of each tensor, of shape [tensors]; right wherever it is representable, though its square may not be. */
export const normsOf = (tensors: readonly Tensor[]): Tensor1D =>
  runsOnHost() ? (runHostKernel(normsKernel, tensors, undefined)[0] as Tensor1D) : plainNorms(tensors);

/** By operations of TF.js, on every backend. */
export const plainNorms = (tensors: readonly Tensor[]): Tensor1D =>
  tidy((): Tensor1D => stack(tensors.map((tensor) => rootSumOfSquares<Scalar>(tensor))) as Tensor1D);

/** The norm of a vector that has a tensor for each variable. */
export const lengthOf = (vector: readonly Tensor[]): Scalar =>
  tidy((): Scalar => reshape(normsOf([normsOf(vector)]), []));

/** The vector divided by its norm; a vector of zeros stays as it is. */
export const unitOf = (vector: readonly Tensor[], length: Scalar): Tensor[] =>
  tidy(() => {
    const divisor = where(equal(length, 0), 1, length);
    return vector.map((each) => div(each, divisor));
  });
