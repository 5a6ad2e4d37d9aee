/** The sizes of a convolutional network with gated channels. */
export interface ChannelShape {
  /** Side length of the square, single-channel images. */
  readonly side: number;
  /** Channels of each convolution; those of all convolutions but the first are gated. */
  readonly channels: readonly number[];
  readonly headUnits: number;
  readonly classes: number;
}

/** One convolution, with "same" padding and a ReLU. */
export interface ConvolutionShape {
  /** Side length of the square filter. */
  readonly size: number;
  readonly stride: number;
  readonly from: number;
  readonly to: number;
  /** Side length of the square output. */
  readonly side: number;
}

/** The first convolution is 5 × 5, the others 3 × 3; the first two halve the image. */
export function convolutionsOf({ side, channels }: ChannelShape): ConvolutionShape[] {
  let current = side;
  return channels.map((to, i) => {
    const stride = i < 2 ? 2 : 1;
    current = Math.ceil(current / stride);
    return { size: i === 0 ? 5 : 3, stride, from: i === 0 ? 1 : channels[i - 1], to, side: current };
  });
}

/** The number of gates, one for each channel of each gated convolution. */
export const gateCount = ({ channels }: ChannelShape): number =>
  channels.slice(1).reduce((sum, count) => sum + count, 0);

/** The gate head sees the image averaged over squares of this side, at most some 7 × 7 of them. */
export const poolSide = ({ side }: ChannelShape): number => Math.ceil(side / 7);

/** Number of inputs of the gate head. */
export const headInputs = (shape: ChannelShape): number => Math.ceil(shape.side / poolSide(shape)) ** 2;

/** Number of inputs of the classifier's last layer. */
export function outputInputs(shape: ChannelShape): number {
  const convolutions = convolutionsOf(shape);
  const { side, to } = convolutions[convolutions.length - 1];
  return side ** 2 * to;
}
