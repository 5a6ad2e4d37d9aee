import type { PerSample } from '@hyperprior/autodiff';
import { clone, reshape, type Scalar, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { dot } from '../norms/dot.ts';
import type { Observation } from '../observation.ts';

/** A batch's loss and its slope along a direction of unit length, and those of its samples. */
export interface Seen {
  readonly loss: Scalar;
  readonly slope: Scalar;
  /** Of the samples, without penalties that all have in common; [1], the batch's own, where samples cannot be told apart. */
  readonly losses: Tensor1D;
  readonly slopes: Tensor1D;
}

/** Projects the samples' gradients, or something like it. */
type Project = (direction: readonly Tensor[]) => Tensor1D;

/** Sees the batch of a step. */
export function seenAlong(direction: readonly Tensor[], { loss, gradient, separable }: Observation): Seen {
  return seenFrom(direction, { loss, gradient, samples: separable && projectable(separable) });
}

/** What a batch is seen by; without samples, it is a batch of one. */
export interface Sight {
  readonly loss: Scalar;
  readonly gradient: readonly Tensor[];
  readonly samples: { readonly losses: Tensor1D; readonly project: Project } | null;
}

export function seenFrom(direction: readonly Tensor[], { loss, gradient, samples }: Sight): Seen {
  const slope = dot(direction, gradient);
  const [losses, slopes] = samples
    ? [clone(samples.losses), samples.project(direction)]
    : [loss, slope].map((each): Tensor1D => reshape(each, [1]));
  return { loss: clone(loss), slope, losses, slopes };
}

const projectable = ({ losses, project }: PerSample): Sight['samples'] => ({
  losses,
  project: (direction) => project(direction),
});
