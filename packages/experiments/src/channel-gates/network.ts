import { randomStream } from '@hyperprior/numerics';
import {
  avgPool,
  fused,
  mul,
  reshape,
  slice,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tidy,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import type { GatedClassifier } from '../classification/gated-classifier.ts';
import { type ChannelShape, convolutionsOf, gateCount, headInputs, outputInputs, poolSide } from './shape.ts';

/**
 * Convolutional classifier with gated channels, except those of the first convolution. One small head decides on all
 * gates of a sample from its image at a low resolution, before any convolution is computed.
 */
export interface ChannelNetwork extends GatedClassifier {
  readonly shape: ChannelShape;
  readonly convolutions: readonly Layer[];
  /** The last layer. */
  readonly output: Layer;
  /** Layers of the gate head. */
  readonly head: { readonly hidden: Layer; readonly gate: Layer };
  /** The trainable weights without the gate head's. */
  readonly body: Variable[];
  /** The classes' logits with all channels open. */
  classifyWhole(x: Tensor): Tensor;
}

/** A kernel and a bias. */
export interface Layer {
  readonly kernel: Variable;
  readonly bias: Variable;
}

/** Streams of random numbers apart from all others, one for each convolution. */
const convolutionStreams = 2_000_000;

/** A network with weights from a seed: He-uniform before a ReLU, Glorot-uniform elsewhere. */
export function channelNetwork(shape: ChannelShape, seed: number): ChannelNetwork {
  const { headUnits, classes } = shape;
  const gates = gateCount(shape);
  const convolutions = convolutionsOf(shape).map(({ size, from, to }, i) =>
    layer([size, size, from, to], size ** 2 * from, { seed, stream: convolutionStreams + i }),
  );
  const output = layer([outputInputs(shape), classes], outputInputs(shape) + classes, { seed, stream: 0 });
  const hidden = layer([headInputs(shape), headUnits], headInputs(shape), { seed, stream: 1 });
  const gate = layer([headUnits, gates], headUnits + gates, { seed, stream: 2 });
  const body = [...convolutions, output].flatMap(({ kernel, bias }) => [kernel, bias]);
  const deciding = [hidden, gate].flatMap(({ kernel, bias }) => [kernel, bias]);
  const classify = (x: Tensor, open: Tensor | null) => forward(x, open, { shape, convolutions, output });
  return {
    shape,
    gates,
    classes,
    convolutions,
    output,
    head: { hidden, gate },
    body,
    variables: [...body, ...deciding],
    gateLogits: (x) => tidy(() => dense(dense(coarse(x, shape), hidden, 'relu'), gate)),
    classify,
    classifyWhole: (x) => classify(x, null),
    dispose() {
      for (const each of [...body, ...deciding]) each.dispose();
    },
  };
}

/** The classes' logits, with the channels of all but the first convolution multiplied by their gates. */
function forward(
  x: Tensor,
  open: Tensor | null,
  { shape, convolutions, output }: Pick<ChannelNetwork, 'shape' | 'convolutions' | 'output'>,
): Tensor {
  return tidy(() => {
    let units = imagesOf(x, shape);
    let at = 0;
    convolutionsOf(shape).forEach(({ stride, to }, i) => {
      units = convolve(units, convolutions[i], stride);
      if (!open || i === 0) return;
      units = mul(units, reshape(slice(open, [0, at], [-1, to]), [-1, 1, 1, to]));
      at += to;
    });
    return dense(reshape(units, [x.shape[0], -1]), output);
  });
}

/** The same network with all gates open, whatever they are. */
export const ungated = (network: ChannelNetwork): GatedClassifier => ({
  ...network,
  variables: network.body,
  classify: network.classifyWhole,
});

/** Rows of pixels as images. */
const imagesOf = (x: Tensor, { side }: ChannelShape): Tensor4D => reshape(x, [-1, side, side, 1]);

/** A convolution with its ReLU. */
export function convolve(x: Tensor4D, { kernel, bias }: { kernel: Tensor; bias: Tensor }, strides: number): Tensor4D {
  return fused.conv2d({ x, filter: kernel as Tensor4D, strides, pad: 'same', bias, activation: 'relu' });
}

/** A dense layer. */
const dense = (
  x: Tensor,
  { kernel, bias }: { kernel: Tensor; bias: Tensor },
  activation: 'linear' | 'relu' = 'linear',
): Tensor => fused.matMul({ a: x as Tensor2D, b: kernel as Tensor2D, bias, activation });

function coarse(x: Tensor, shape: ChannelShape): Tensor {
  const side = poolSide(shape);
  return reshape(avgPool(imagesOf(x, shape), side, side, 'same'), [x.shape[0], headInputs(shape)]);
}

/** Uniform weights within sqrt(6 / fan). */
function layer(shape: number[], fan: number, random: { seed: number; stream: number }): Layer {
  const stream = randomStream(random.seed, random.stream);
  const limit = Math.sqrt(6 / fan);
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Float32Array.from({ length: size }, () => (2 * stream.uniform() - 1) * limit);
  const units = shape[shape.length - 1];
  return tidy(() => ({
    kernel: variable(tensor(values, shape)),
    bias: variable(tensor(new Float32Array(units), [units])),
  }));
}
