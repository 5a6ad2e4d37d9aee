import { argMax, reshape, type Tensor, tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { read } from '../tensors/read.ts';
import { type ChannelNetwork, convolve, dense, imagesOf, type Layer } from './network.ts';
import { type ChannelShape, convolutionsOf } from './shape.ts';

/** A layer's weights on the host. */
interface HostLayer {
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/** A network's classification of one sample with hard gates that computes nothing of the channels they close. */
export interface SkippingClassifier {
  /** The class of a sample, [1, pixels]. */
  classOf(x: Tensor): Promise<number>;
}

/**
 * Reads the network's weights once. For each sample the head's gates are read, and each convolution gets the filters of
 * the open channels alone, put together on the host.
 */
export async function skippingClassifier(network: ChannelNetwork): Promise<SkippingClassifier> {
  const { shape, convolutions, output } = network;
  const sizes = convolutionsOf(shape);
  const [last, ...own] = await Promise.all([output, ...convolutions].map(onHost));
  const classOf = async (x: Tensor) => {
    const open = openChannels(shape, await read(network.gateLogits(x)));
    const answer = tidy(() => {
      if (open.some((channels) => channels.length === 0)) return argMax(tensor1d(last.bias));
      let units = imagesOf(x, shape);
      sizes.forEach(({ size, stride, from, to }, i) => {
        const layer = i === 0 ? convolutions[0] : openFilters(own[i], { size, from, to }, open[i - 1], open[i]);
        units = convolve(units, layer, stride);
      });
      const rest = openRows(last, shape, sizes[sizes.length - 1].side ** 2, open[open.length - 1]);
      return argMax(dense(reshape(units, [1, -1]), rest), 1);
    });
    return (await read(answer))[0];
  };
  return { classOf };
}

const onHost = async ({ kernel, bias }: Layer): Promise<HostLayer> => ({
  kernel: Float32Array.from(await kernel.data()),
  bias: Float32Array.from(await bias.data()),
});

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

/** The filters [size, size, open inputs, open outputs] and their biases. */
function openFilters(
  { kernel, bias }: HostLayer,
  { size, from, to }: { size: number; from: number; to: number },
  inputs: Int32Array,
  outputs: Int32Array,
): { kernel: Tensor; bias: Tensor } {
  const values = new Float32Array(size ** 2 * inputs.length * outputs.length);
  let at = 0;
  for (let tap = 0; tap < size ** 2; tap++)
    for (const input of inputs) {
      const row = (tap * from + input) * to;
      for (const channel of outputs) values[at++] = kernel[row + channel];
    }
  return {
    kernel: tensor(values, [size, size, inputs.length, outputs.length]),
    bias: tensor1d(outputs.length === to ? bias : Float32Array.from(outputs, (channel) => bias[channel])),
  };
}

/** The rows of the last layer that belong to open channels. */
function openRows(
  { kernel, bias }: HostLayer,
  { channels, classes }: ChannelShape,
  positions: number,
  open: Int32Array,
): { kernel: Tensor; bias: Tensor } {
  const count = channels[channels.length - 1];
  const values = new Float32Array(positions * open.length * classes);
  let at = 0;
  for (let position = 0; position < positions; position++)
    for (const channel of open) {
      const row = (position * count + channel) * classes;
      values.set(kernel.subarray(row, row + classes), at);
      at += classes;
    }
  return { kernel: tensor(values, [positions * open.length, classes]), bias: tensor1d(bias) };
}
