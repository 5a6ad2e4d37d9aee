import type { Tensor } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { splitGateArgs } from './gate-args.ts';
import { type GateArgs, GatedLayer } from './gated-layer.ts';
import type { Shape } from './layer-args.ts';

/** Arguments of `GatedDense`: those of `tf.layers.dense` and those of the gates. */
export type GatedDenseArgs = Parameters<typeof layers.dense>[0] & GateArgs;

/**
 * Dense layer with gated units, for inputs [batch, features]. Units fall into `gates` groups of equal size; each group is
 * multiplied by its gate after the activation.
 * @throws RangeError or TypeError if an argument is invalid, when the layer is made
 */
export class GatedDense extends GatedLayer {
  static get className(): string {
    return 'GatedDense';
  }

  constructor(args: GatedDenseArgs) {
    const { shared, gates, own } = splitGateArgs(args);
    super('GatedDense', shared, layers.dense({ ...own, name: 'units' }), own.units, gates);
  }

  protected override headFeatures(inputShape: Shape): number {
    const [, features] = inputShape;
    if (inputShape.length !== 2 || !features)
      throw new RangeError(
        `GatedDense: the input must have shape [batch, features], but got [${inputShape.join(', ')}]; flatten it first`,
      );
    return features;
  }

  protected override headInput(x: Tensor): Tensor {
    return x;
  }
}
