import {
  add,
  addN,
  expandDims,
  mul,
  relu,
  type Scalar,
  sqrt,
  square,
  sum,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { sumOf } from '../sum-of.ts';
import { tidied } from '../tape/tidied.ts';
import type { PerSample } from './quantities.ts';

/** A scalar that is part of each sample's loss, and its gradient r by each variable. */
export interface Penalty {
  readonly value: Tensor;
  readonly gradient: readonly Tensor[];
}

/** As `samples`, of the losses l_i + penalty: their gradients are g_i + r, and nothing of them is made one by one. */
export function withPenalty(samples: PerSample, { value, gradient }: Penalty): PerSample {
  const batch = samples.losses.size;
  const losses = add<Tensor1D>(samples.losses, value);
  const squaredNorm = () => dot(gradient, gradient);
  return {
    ...samples,
    losses,
    unpenalized: samples,
    total: () => tidied(() => samples.total().map((total, i) => add(total, mul(gradient[i], batch)))),
    project: (directions) => tidied(() => add(samples.project(directions), dot(directions, gradient))),
    squaredSum: () =>
      tidied(() => {
        const totals = samples.total();
        return samples
          .squaredSum()
          .map((squares, i) => addN([squares, mul(mul(gradient[i], totals[i]), 2), mul(square(gradient[i]), batch)]));
      }),
    norms: () =>
      tidied(() => {
        const along = mul(samples.project(gradient), 2);
        return sqrt(relu(add(add(square(samples.norms()), along), squaredNorm())));
      }),
    gram: () =>
      tidied(() => {
        const along = samples.project(gradient);
        const crossed = add(expandDims(along, 0), expandDims(along, 1));
        return add(add(samples.gram(), crossed), squaredNorm());
      }),
    gradients: (from, count, only = gradient.map((_, i) => i)) =>
      tidied(() => samples.gradients(from, count, only).map((each, i) => add(each, gradient[only[i]]))),
    factors: () => gradient.map(() => null),
    dispose() {
      samples.dispose();
      for (const tensor of [losses, ...gradient]) tensor.dispose();
    },
  };
}

const dot = (a: readonly Tensor[], b: readonly Tensor[]): Scalar =>
  sumOf(a.map((each, i): Scalar => sum(mul(each, b[i]))));
