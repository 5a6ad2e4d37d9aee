import { runHostKernel, runsOnHost } from '@hyperprior/backends/kernels';
import { mul, type Scalar, stack, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { dotKernel } from './dot-kernel.ts';

/** xᵀy of two vectors that have a tensor for each variable. */
export const dot = (x: readonly Tensor[], y: readonly Tensor[]): Scalar =>
  runsOnHost()
    ? (runHostKernel(dotKernel, [...x, ...y], undefined)[0] as Scalar)
    : tidy((): Scalar => sum(stack(x.map((each, i) => sum(mul(each, y[i]))))));
