import type { OuterFactors, PerSample } from '@hyperprior/autodiff';
import {
  clone,
  keep,
  matMul,
  mul,
  reshape,
  stack,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';
import { disposeAll } from './interval.ts';

/** A batch's losses and gradients, sample by sample, that outlive their step. */
export interface HeldSamples {
  readonly losses: Tensor1D;
  /** The gradients' projections on a direction with a tensor for each variable: [batch]. */
  project(direction: readonly Tensor[]): Tensor1D;
  release(): void;
}

/**
 * Keeps the samples' losses and gradients: the factors of those that are outer products, [batch, m] and [batch, n], and all others
 * in full, batch × parameters.
 */
export function heldSamples(samples: PerSample): HeldSamples {
  const losses = keep(clone(samples.losses));
  const parts = samples.factors().map((factors, i) => (factors ? ofFactors(factors) : ofGradients(samples, i)));
  return {
    losses,
    project: (direction) => tidy((): Tensor1D => sum(stack(parts.map(({ project }, i) => project(direction[i]))), 0)),
    release() {
      disposeAll([losses, ...parts.flatMap(({ tensors }) => tensors)]);
    },
  };
}

interface Part {
  readonly tensors: readonly Tensor[];
  project(direction: Tensor): Tensor1D;
}

function ofFactors(factors: OuterFactors): Part {
  const [a, d] = [factors.a, factors.d].map((factor) => keep(clone(factor)));
  return {
    tensors: [a, d],
    project: (direction) => sum(mul(matMul(a, reshape(direction, [a.shape[1] ?? 1, d.shape[1] ?? 1])), d), 1),
  };
}

function ofGradients(samples: PerSample, place: number): Part {
  const gradients = tidy(() => {
    const [all] = samples.gradients(0, samples.losses.size, [place]);
    return keep<Tensor2D>(reshape(all, [samples.losses.size, -1]));
  });
  return {
    tensors: [gradients],
    project: (direction) => reshape(matMul(gradients, reshape(direction, [-1, 1])), [gradients.shape[0]]),
  };
}
