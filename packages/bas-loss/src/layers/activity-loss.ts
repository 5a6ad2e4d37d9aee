import { type Scalar, scalar, type Tensor } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import type { Shape } from './layer-args.ts';

/**
 * Layer that adds a loss of its activations to the model's, in training only.
 *
 * TensorFlow.js keeps every function that `addLoss` gets and calls all of them in every step. A function that is added in
 * `call`, with the activations of one batch, therefore meets disposed tensors in the next batch ("reading 'backend'"). This
 * class adds a single function, when it is built: it takes the activations that `call` has recorded in the same step.
 */
export abstract class ActivityLoss extends layers.Layer {
  #recorded: Tensor[] = [];

  /** The loss of the activations of one training step: one tensor for each call of the layer, at least one. */
  protected abstract activityLoss(activations: readonly Tensor[]): Scalar;

  override build(_inputShape: Shape | Shape[]): void {
    this.addLoss(() => this.takeLoss());
    this.built = true;
  }

  /** Keeps the activations of a training call for the loss of this step. */
  protected record(activations: Tensor, kwargs: { training?: boolean } | undefined): void {
    if (kwargs?.training) this.#recorded.push(activations);
  }

  private takeLoss(): Scalar {
    // A call outside of `fit` leaves activations that are already disposed.
    const activations = this.#recorded.filter((each) => !each.isDisposed);
    this.#recorded = [];
    return activations.length === 0 ? scalar(0) : this.activityLoss(activations);
  }
}
