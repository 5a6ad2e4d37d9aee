import {
  backend_util,
  type DepthwiseConv2dNativeBackpropFilterAttrs,
  type DepthwiseConv2dNativeBackpropInputAttrs,
  type KernelFunc,
  util,
} from '@tensorflow/tfjs-core';
import { typed } from '../gradients/rule.ts';
import { floatView, type Shape4, shape4, wasmBackend } from './wasm-memory.ts';
import { forEachWindow, slidingOverImage } from './windows.ts';

/** The weight gradient of a depthwise convolution, `dW[tap, c, m] = Σ_p x[p under tap, c] dy[p, c, m]`. */
export const depthwiseBackpropFilter: KernelFunc = ({ inputs: { x, dy }, backend, attrs = {} }) => {
  const attributes = typed<DepthwiseConv2dNativeBackpropFilterAttrs>(attrs);
  if (!x || !dy) throw new Error('DepthwiseConv2dNativeBackpropFilter: needs x and dy');
  const conv = depthwiseInfo(shape4(x), attributes.filterShape, attributes);
  const wasm = wasmBackend(backend);
  const output = wasm.makeOutput(attributes.filterShape, 'float32');
  const [input, gradient] = [floatView(wasm, x), floatView(wasm, dy)];
  const total = new Float64Array(util.sizeFromShape(attributes.filterShape));
  const { inChannels, outChannels } = conv;
  const sources = sourceChannels(conv);
  forEachWindow(slidingOverImage(conv), (place, { count, taps, positions }) => {
    for (let i = 0; i < count; i++) {
      const [weight, from] = [taps[i] * outChannels, positions[i] * inChannels];
      for (let k = 0; k < outChannels; k++)
        total[weight + k] += input[from + sources[k]] * gradient[place * outChannels + k];
    }
  });
  floatView(wasm, output).set(total);
  return output;
};

/** The input gradient of a depthwise convolution, `dx[p under tap, c] = Σ_m W[tap, c, m] dy[p, c, m]`, over all taps. */
export const depthwiseBackpropInput: KernelFunc = ({ inputs: { dy, filter }, backend, attrs = {} }) => {
  const attributes = typed<DepthwiseConv2dNativeBackpropInputAttrs>(attrs);
  if (!dy || !filter) throw new Error('DepthwiseConv2dNativeBackpropInput: needs dy and filter');
  const conv = depthwiseInfo(attributes.inputShape, shape4(filter), attributes);
  const wasm = wasmBackend(backend);
  const output = wasm.makeOutput(attributes.inputShape, 'float32');
  const [gradient, weights, result] = [floatView(wasm, dy), floatView(wasm, filter), floatView(wasm, output)];
  result.fill(0);
  const { inChannels, outChannels } = conv;
  const sources = sourceChannels(conv);
  forEachWindow(slidingOverImage(conv), (place, { count, taps, positions }) => {
    for (let i = 0; i < count; i++) {
      const [weight, to] = [taps[i] * outChannels, positions[i] * inChannels];
      for (let k = 0; k < outChannels; k++)
        result[to + sources[k]] += weights[weight + k] * gradient[place * outChannels + k];
    }
  });
  return output;
};

type ConvolutionAttributes = Pick<
  DepthwiseConv2dNativeBackpropInputAttrs,
  'strides' | 'dilations' | 'pad' | 'dimRoundingMode'
>;

function depthwiseInfo(inputShape: Shape4, filterShape: Shape4, attributes: ConvolutionAttributes) {
  const { strides, dilations, pad, dimRoundingMode } = attributes;
  return backend_util.computeConv2DInfo(inputShape, filterShape, strides, dilations ?? 1, pad, dimRoundingMode, true);
}

/** The input channel that each output channel reads. */
function sourceChannels({ inChannels, outChannels }: backend_util.Conv2DInfo): Int32Array {
  const multiplier = outChannels / inChannels;
  return Int32Array.from({ length: outChannels }, (_, k) => Math.floor(k / multiplier));
}
