import { add, expandDims, mul, type Scalar, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { sumOf } from '../sum-of.ts';
import { tidied } from '../tape/tidied.ts';
import { normsOverAll, type Source, sumOfSquares } from './moments.ts';
import type { PerSample } from './quantities.ts';

/** A scalar that is part of each sample's loss, and its gradient r by each variable. */
export interface Penalty {
  readonly value: Tensor;
  readonly gradient: readonly Tensor[];
}

/** As `samples`, of the losses l_i + penalty: their gradients are g_i + r. */
export function withPenalty(samples: PerSample, { value, gradient }: Penalty): PerSample {
  const batch = samples.losses.size;
  const losses = add<Tensor1D>(samples.losses, value);
  const squaredNorm = () => dot(gradient, gradient);
  const gradients: PerSample['gradients'] = (from, count, only = gradient.map((_, i) => i)) =>
    tidied(() => samples.gradients(from, count, only).map((each, i) => add(each, gradient[only[i]])));
  // From the sums themselves: squares of g_i and r, added up, would cancel where r is nearly -g_i.
  const sources = gradient.map(
    (variable, i): Source => ({ variable, gradients: (from, count) => gradients(from, count, [i])[0], factors: null }),
  );
  return {
    ...samples,
    losses,
    unpenalized: samples,
    total: () => tidied(() => samples.total().map((total, i) => add(total, mul(gradient[i], batch)))),
    project: (directions) => tidied(() => add(samples.project(directions), dot(directions, gradient))),
    squaredSum: () => tidied(() => sources.map((source) => sumOfSquares(source, batch))),
    norms: () => tidied(() => normsOverAll(sources, batch)),
    gram: () =>
      tidied(() => {
        const along = samples.project(gradient);
        const crossed = add(expandDims(along, 0), expandDims(along, 1));
        return add(add(samples.gram(), crossed), squaredNorm());
      }),
    gradients,
    factors: () => gradient.map(() => null),
    dispose() {
      samples.dispose();
      for (const tensor of [losses, ...gradient]) tensor.dispose();
    },
  };
}

const dot = (a: readonly Tensor[], b: readonly Tensor[]): Scalar =>
  sumOf(a.map((each, i): Scalar => sum(mul(each, b[i]))));
