import { type Prior, type PriorState, priorFrom, priorState } from '@hyperprior/priors';
import { add, clone, mul, type Scalar, type serialization, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { basLoss } from '../bas-loss.ts';
import { checkOptions } from '../check.ts';
import type { BasLossOptions } from '../options.ts';
import { ActivityLoss } from './activity-loss.ts';
import { type LayerArgs, type Shape, singleShape, splitArgs } from './layer-args.ts';
import { requireWeight } from './require-weight.ts';

/** Arguments of `BasRegularizer`: a prior, a weight, the options of `basLoss` and the arguments of every layer. */
export interface BasRegularizerArgs extends LayerArgs, BasLossOptions {
  /** Prior that each slice of the input along `axis` should follow, or its family and parameters as plain data. */
  readonly prior: Prior | PriorState;
  /** Factor of the loss in the model's total; 1 by default. */
  readonly weight?: number;
  /** Axis whose slices each follow the prior: the last by default, which is the feature or the channel. */
  readonly axis?: number | null;
}

/**
 * Layer that returns its input unchanged and, in training, adds the Batch-Shaping loss of the input to the model's loss:
 * every feature or channel follows the prior. Put it behind the activation to shape. It has no weights and takes no masks.
 * @throws RangeError or TypeError if an option is invalid, when the layer is made
 */
export class BasRegularizer extends ActivityLoss {
  static get className(): string {
    return 'BasRegularizer';
  }

  readonly #prior: Prior;
  readonly #weight: number;
  readonly #options: BasLossOptions;

  constructor(args: BasRegularizerArgs) {
    const { shared, own } = splitArgs(args);
    super(shared);
    const { prior, weight = 1, axis = -1, ...options } = own;
    requireWeight('BasRegularizer', weight);
    this.#prior = priorFrom('BasRegularizer', prior);
    this.#weight = weight;
    this.#options = { ...options, axis };
    checkOptions(this.#prior, this.#options);
  }

  override call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    this.record(x, kwargs);
    return clone(x);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return singleShape(inputShape);
  }

  override getConfig(): serialization.ConfigDict {
    const prior = priorState('BasRegularizer', this.#prior);
    const own = JSON.parse(JSON.stringify({ prior, weight: this.#weight, ...this.#options }));
    return { ...super.getConfig(), ...own };
  }

  protected override activityLoss(activations: readonly Tensor[]): Scalar {
    return tidy(() => {
      const losses = activations.map((x) => basLoss(x, this.#prior, this.#options));
      return mul<Scalar>(
        losses.reduce((sum, loss) => add<Scalar>(sum, loss)),
        this.#weight,
      );
    });
  }
}
