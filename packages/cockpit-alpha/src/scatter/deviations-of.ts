import type { OuterFactors, PerSample } from '@hyperprior/autodiff';
import { runHostKernel, runsOnHost } from '@hyperprior/backends/kernels';
import {
  abs,
  add,
  div,
  matMul,
  mul,
  relu,
  reshape,
  sqrt,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { inChunks } from '../in-chunks.ts';
import { rootSumOfSquares } from '../norms/root-sum-of-squares.ts';
import { centredSumsKernel } from './centred-sums-kernel.ts';
import { deviationsKernel } from './deviations-kernel.ts';

/**
 * √ Σ_i (g_i - g)² value by value, by each variable. A mean far larger than the scatter about it takes no digits from it:
 * nothing is subtracted but gradients, except where a difference of sums keeps its digits.
 * @param means the mean gradient by each variable
 */
export const deviationsOf = (samples: PerSample, means: readonly Tensor[]): Tensor[] =>
  tidy(() =>
    samples
      .factors()
      .map((factors, i) =>
        factors && runsOnHost() ? ofProducts(factors, means[i]) : ofGradients(samples, i, means[i]),
      ),
  );

/** From the factors of each sample's gradient, on cpu and wasm alone. */
export function ofProducts({ a, d }: OuterFactors, mean: Tensor): Tensor {
  const squares = matMul(square(a), square(d), true, false);
  return runHostKernel(deviationsKernel, [a, d, squares, mean], undefined)[0];
}

/** From the gradients by the variable at a place, some samples at a time. */
export function ofGradients(samples: PerSample, place: number, mean: Tensor): Tensor {
  const chunks = inChunks(samples, place, mean.size, (gradients) => centredSums(gradients, mean));
  const roots = rootSumOfSquares(stack(chunks.map(([root]) => root)), 0);
  // The mean is rounded to float32: what it is off by is taken back.
  const total = sum(stack(chunks.map(([, each]) => each)), 0);
  const off = div(abs(total), Math.sqrt(samples.losses.size));
  return reshape(mul(sqrt(relu(sub(roots, off))), sqrt(add(roots, off))), mean.shape);
}

/** √ Σ e² and Σ e of e = gradient - mean over some samples. */
export const centredSums = (gradients: Tensor, mean: Tensor): [roots: Tensor, sums: Tensor] =>
  runsOnHost()
    ? (runHostKernel(centredSumsKernel, [gradients, mean], undefined) as [Tensor, Tensor])
    : plainSums(gradients, mean);

/** By operations of TF.js, on every backend. */
export const plainSums = (gradients: Tensor, mean: Tensor): [roots: Tensor, sums: Tensor] =>
  tidy(() => {
    const centred = sub(gradients, mean);
    return [rootSumOfSquares(centred, 0), sum(centred, 0)];
  });
