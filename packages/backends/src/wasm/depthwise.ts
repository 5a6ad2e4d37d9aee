import {
  backend_util,
  type DepthwiseConv2dNativeBackpropFilterAttrs,
  type DepthwiseConv2dNativeBackpropInputAttrs,
  type KernelFunc,
} from '@tensorflow/tfjs-core';
import { typed } from '../gradients/rule.ts';
import { shape4 } from './conv2d-backprop-filter.ts';
import { floatView, wasmBackend } from './wasm-memory.ts';

/** The weight gradient of a depthwise convolution, `dW[tap, c, m] = Σ_p x[p under tap, c] dy[p, c, m]`. */
export const depthwiseBackpropFilter: KernelFunc = ({ inputs: { x, dy }, backend, attrs = {} }) => {
  const a = typed<DepthwiseConv2dNativeBackpropFilterAttrs>(attrs);
  if (!x || !dy) throw new Error('DepthwiseConv2dNativeBackpropFilter: needs x and dy');
  const conv = depthwiseInfo(shape4(x), a.filterShape, a);
  const wasm = wasmBackend(backend);
  const output = wasm.makeOutput(a.filterShape, 'float32');
  const [input, gradient] = [floatView(wasm, x), floatView(wasm, dy)];
  const total = new Float64Array(a.filterShape.reduce((product, length) => product * length, 1));
  const { inChannels, outChannels } = conv;
  const multiplier = outChannels / inChannels;
  forEachMeeting(conv, (tap, position, place) => {
    for (let k = 0; k < outChannels; k++) {
      const c = multiplier === 1 ? k : Math.floor(k / multiplier);
      total[tap * outChannels + k] += input[position * inChannels + c] * gradient[place * outChannels + k];
    }
  });
  floatView(wasm, output).set(total);
  return output;
};

/** The input gradient of a depthwise convolution, `dx[p under tap, c] = Σ_m W[tap, c, m] dy[p, c, m]`, over all taps. */
export const depthwiseBackpropInput: KernelFunc = ({ inputs: { dy, filter }, backend, attrs = {} }) => {
  const a = typed<DepthwiseConv2dNativeBackpropInputAttrs>(attrs);
  if (!dy || !filter) throw new Error('DepthwiseConv2dNativeBackpropInput: needs dy and filter');
  const conv = depthwiseInfo(a.inputShape, shape4(filter), a);
  const wasm = wasmBackend(backend);
  const output = wasm.makeOutput(a.inputShape, 'float32');
  const [gradient, weights, result] = [floatView(wasm, dy), floatView(wasm, filter), floatView(wasm, output)];
  result.fill(0);
  const { inChannels, outChannels } = conv;
  const multiplier = outChannels / inChannels;
  forEachMeeting(conv, (tap, position, place) => {
    for (let k = 0; k < outChannels; k++) {
      const c = multiplier === 1 ? k : Math.floor(k / multiplier);
      result[position * inChannels + c] += weights[tap * outChannels + k] * gradient[place * outChannels + k];
    }
  });
  return output;
};

type Shape4 = [number, number, number, number];
type ConvolutionAttributes = Pick<
  DepthwiseConv2dNativeBackpropInputAttrs,
  'strides' | 'dilations' | 'pad' | 'dimRoundingMode'
>;

function depthwiseInfo(inputShape: Shape4, filterShape: Shape4, attributes: ConvolutionAttributes) {
  const { strides, dilations, pad, dimRoundingMode } = attributes;
  return backend_util.computeConv2DInfo(inputShape, filterShape, strides, dilations ?? 1, pad, dimRoundingMode, true);
}

/** Tells of every filter tap that meets an input position (padding left out) to make an output place. */
function forEachMeeting(
  conv: backend_util.Conv2DInfo,
  meet: (tap: number, position: number, place: number) => void,
): void {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth, padInfo } = conv;
  for (let image = 0; image < batchSize; image++)
    for (let row = 0; row < outHeight; row++)
      for (let fh = 0; fh < filterHeight; fh++) {
        const y = row * conv.strideHeight + fh * conv.dilationHeight - padInfo.top;
        if (y < 0 || y >= inHeight) continue;
        for (let column = 0; column < outWidth; column++)
          for (let fw = 0; fw < filterWidth; fw++) {
            const x = column * conv.strideWidth + fw * conv.dilationWidth - padInfo.left;
            if (x < 0 || x >= inWidth) continue;
            const position = (image * inHeight + y) * inWidth + x;
            meet(fh * filterWidth + fw, position, (image * outHeight + row) * outWidth + column);
          }
      }
}
