import { backend_util, type Conv3DBackpropInputV2Attrs, type KernelFunc } from '@tensorflow/tfjs-core';
import { typed } from '../gradients/rule.ts';
import { floatView, shape5, wasmBackend } from './wasm-memory.ts';
import { forEachWindow, slidingOverVolume } from './windows.ts';

/** The input gradient of a convolution of volumes, `dx[p under tap, c] = Σ_k W[tap, c, k] dy[p, k]`, over all taps. */
export const conv3dBackpropInput: KernelFunc = ({ inputs: { dy, filter }, backend, attrs = {} }) => {
  const { pad, strides, inputShape } = typed<Conv3DBackpropInputV2Attrs>(attrs);
  if (!dy || !filter) throw new Error('Conv3DBackpropInputV2: needs dy and filter');
  const conv = backend_util.computeConv3DInfo(inputShape, shape5(filter), strides, 1, pad);
  const { inChannels, outChannels } = conv;
  const wasm = wasmBackend(backend);
  const output = wasm.makeOutput(inputShape, 'float32');
  const [gradient, weights, result] = [floatView(wasm, dy), floatView(wasm, filter), floatView(wasm, output)];
  result.fill(0);
  forEachWindow(slidingOverVolume(conv), (place, { count, taps, positions }) => {
    for (let i = 0; i < count; i++)
      for (let c = 0; c < inChannels; c++) {
        const weight = (taps[i] * inChannels + c) * outChannels;
        let sum = 0;
        for (let k = 0; k < outChannels; k++) sum += weights[weight + k] * gradient[place * outChannels + k];
        result[positions[i] * inChannels + c] += sum;
      }
  });
  return output;
};
