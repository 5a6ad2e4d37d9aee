import type { Tensor } from '@tensorflow/tfjs-core';

/** A value of a custom gradient's function, and the gradient that it states. */
export interface Stated<T extends Tensor> {
  readonly value: T;
  readonly gradFunc: (dy: T, saved: Tensor[]) => Tensor | Tensor[];
}
