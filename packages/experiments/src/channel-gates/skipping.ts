import { type Tensor, type Tensor4D, tensor, tensor1d, tensor4d, tidy, tile } from '@tensorflow/tfjs-core';
import { read } from '../training/read.ts';
import { averagedOverSquares, denseOf, type HostLayer, onHost } from './host-layer.ts';
import { type ChannelNetwork, convolve } from './network.ts';
import { type ChannelShape, type ConvolutionShape, convolutionsOf, poolSide } from './shape.ts';

/**
 * A network's classification of one sample with hard gates that computes nothing of the channels they close: each
 * convolution gets the filters of the open channels alone. The head and the last layer, which are small, are computed on
 * the host. The network's weights are read once.
 * @returns what gives the class of an image, [side²]
 */
export async function skippingClassifier(network: ChannelNetwork): Promise<(pixels: Float32Array) => Promise<number>> {
  const { shape } = network;
  const layers = [network.output, network.head.hidden, network.head.gate, ...network.convolutions];
  const [output, hidden, gate, ...own] = await Promise.all(layers.map(onHost));
  return async (pixels) => {
    const coarse = averagedOverSquares(pixels, shape.side, poolSide(shape));
    const logits = denseOf(denseOf(coarse, hidden).map(relu), gate);
    const open = openChannels(shape, logits);
    if (open[open.length - 1].length === 0) return argMax(output.bias);
    const units = await read(convolved(pixels, network, own, open));
    return argMax(lastLayer(units, output, shape, open[open.length - 1]));
  };
}

const relu = (value: number): number => Math.max(0, value);

/** The channels that each convolution computes: all of the first one's, and the open ones of the others. */
function openChannels({ channels }: ChannelShape, logits: Float32Array): Int32Array[] {
  let at = 0;
  return channels.map((count, layer) => {
    const all = Int32Array.from({ length: count }, (_, channel) => channel);
    if (layer === 0) return all;
    const first = at;
    at += count;
    return all.filter((channel) => logits[first + channel] > 0);
  });
}

/** The last convolution's open channels, [1, side, side, open]. */
function convolved(
  pixels: Float32Array,
  { shape, convolutions: [first] }: ChannelNetwork,
  own: readonly HostLayer[],
  open: readonly Int32Array[],
): Tensor {
  const [{ stride: firstStride }] = convolutionsOf(shape);
  return tidy(() => {
    let units: Tensor4D = convolve(tensor4d(pixels, [1, shape.side, shape.side, 1]), first, firstStride);
    convolutionsOf(shape).forEach((sizes, i) => {
      if (i === 0 || open[i].length === 0) return;
      units =
        open[i - 1].length === 0
          ? biasesEverywhere(own[i], open[i], sizes.side)
          : convolve(units, openFilters(own[i], sizes, open[i - 1], open[i]), sizes.stride);
    });
    return units;
  });
}

/** Returns the output of a convolution whose inputs are all closed. */
function biasesEverywhere({ bias }: HostLayer, outputs: Int32Array, side: number): Tensor4D {
  const units = Float32Array.from(outputs, (channel) => relu(bias[channel]));
  return tile(tensor4d(units, [1, 1, 1, outputs.length]), [1, side, side, 1]);
}

/** The filters [size, size, open inputs, open outputs] and their biases. */
function openFilters(
  { kernel, bias }: HostLayer,
  { size, from, to }: ConvolutionShape,
  inputs: Int32Array,
  outputs: Int32Array,
): { kernel: Tensor; bias: Tensor } {
  const values = new Float32Array(size ** 2 * inputs.length * outputs.length);
  let at = 0;
  for (let tap = 0; tap < size ** 2; tap++)
    for (let i = 0; i < inputs.length; i++) {
      const row = (tap * from + inputs[i]) * to;
      for (let o = 0; o < outputs.length; o++) values[at++] = kernel[row + outputs[o]];
    }
  return {
    kernel: tensor(values, [size, size, inputs.length, outputs.length]),
    bias: tensor1d(Float32Array.from(outputs, (channel) => bias[channel])),
  };
}

/** The classes' logits from the open channels at all places, [places, open]. */
function lastLayer(
  units: Float32Array,
  { kernel, bias }: HostLayer,
  { channels, classes }: ChannelShape,
  open: Int32Array,
): Float32Array {
  const count = channels[channels.length - 1];
  const logits = Float32Array.from(bias);
  for (let i = 0; i < units.length; i++) {
    if (units[i] === 0) continue;
    const row = (Math.floor(i / open.length) * count + open[i % open.length]) * classes;
    for (let k = 0; k < classes; k++) logits[k] += units[i] * kernel[row + k];
  }
  return logits;
}

const argMax = (values: Float32Array): number =>
  values.reduce((best, value, i) => (value > values[best] ? i : best), 0);
