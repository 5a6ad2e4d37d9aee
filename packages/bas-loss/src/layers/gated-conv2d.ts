import { avgPool, mean, reshape, type serialization, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { splitGateArgs } from './gate-args.ts';
import { requireWhole } from './gate-settings.ts';
import { type GateArgs, GatedLayer } from './gated-layer.ts';
import type { Shape } from './layer-args.ts';

/** Arguments of `GatedConv2D`: those of `tf.layers.conv2d`, those of the gates, and the head's view of the image. */
export type GatedConv2DArgs = Parameters<typeof layers.conv2d>[0] &
  GateArgs & {
    /** The head sees the input averaged over a grid of this many cells a side; 1, the default, is global average pooling. */
    readonly headGrid?: number;
  };

/**
 * Convolution with gated channels, for inputs [batch, height, width, channels]. Filters fall into `gates` groups of equal
 * size; each group is multiplied by its gate after the activation.
 * @throws RangeError or TypeError if an argument is invalid, when the layer is made
 */
export class GatedConv2D extends GatedLayer {
  static get className(): string {
    return 'GatedConv2D';
  }

  readonly #headGrid: number;

  constructor(args: GatedConv2DArgs) {
    const { headGrid = 1, ...others } = args;
    requireWhole('GatedConv2D', 'headGrid', headGrid, 1);
    if (others.dataFormat === 'channelsFirst')
      throw new RangeError("GatedConv2D: 'dataFormat' must be channelsLast, but got channelsFirst");
    const { shared, gates, own } = splitGateArgs(others);
    super('GatedConv2D', shared, layers.conv2d({ ...own, name: 'units' }), own.filters, gates);
    this.#headGrid = headGrid;
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), headGrid: this.#headGrid };
  }

  protected override headFeatures(inputShape: Shape): number {
    const [, height, width, channels] = inputShape;
    if (inputShape.length !== 4 || !channels)
      throw new RangeError(
        `GatedConv2D: the input must have shape [batch, height, width, channels], but got [${inputShape.join(', ')}]`,
      );
    if (this.#headGrid === 1) return channels;
    if (!height || !width)
      throw new RangeError("GatedConv2D: the input must have a fixed height and width where 'headGrid' is above 1");
    return this.cells(height) * this.cells(width) * channels;
  }

  protected override headInput(x: Tensor): Tensor {
    if (this.#headGrid === 1) return mean(x, [1, 2]);
    const [batch, height, width] = x.shape;
    const cell = [this.cellSize(height), this.cellSize(width)] as [number, number];
    return reshape(avgPool(x as Tensor4D, cell, cell, 'same'), [batch, -1]);
  }

  private cellSize(length: number): number {
    return Math.ceil(length / this.#headGrid);
  }

  /** Number of cells along a side of this length. */
  private cells(length: number): number {
    return Math.ceil(length / this.cellSize(length));
  }
}
