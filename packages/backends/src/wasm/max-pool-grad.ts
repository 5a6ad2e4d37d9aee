import {
  backend_util,
  type KernelFunc,
  type MaxPool3DGradAttrs,
  type MaxPoolGradAttrs,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { typed } from '../gradients/rule.ts';
import { floatView, shape4, shape5, type WasmBackend, wasmBackend } from './wasm-memory.ts';
import { forEachWindow, type Sliding, slidingOverImage, slidingOverVolume } from './windows.ts';

/** The gradient of a maximum over windows of an image: dy goes to the first place that attains it. */
export const maxPoolGrad: KernelFunc = ({ inputs: { dy, input }, backend, attrs = {} }) => {
  const { filterSize, strides, pad, dimRoundingMode } = typed<MaxPoolGradAttrs>(attrs);
  if (!dy || !input) throw new Error('MaxPoolGrad: needs dy and input');
  const pool = backend_util.computePool2DInfo(shape4(input), filterSize, strides, 1, pad, dimRoundingMode);
  return toMaxima(wasmBackend(backend), dy, input, slidingOverImage(pool));
};

/** The gradient of a maximum over windows of a volume. */
export const maxPool3dGrad: KernelFunc = ({ inputs: { dy, input }, backend, attrs = {} }) => {
  const { filterSize, strides, pad, dimRoundingMode } = typed<MaxPool3DGradAttrs>(attrs);
  if (!dy || !input) throw new Error('MaxPool3DGrad: needs dy and input');
  const pool = backend_util.computePool3DInfo(shape5(input), filterSize, strides, 1, pad, dimRoundingMode);
  return toMaxima(wasmBackend(backend), dy, input, slidingOverVolume(pool));
};

function toMaxima(wasm: WasmBackend, dy: TensorInfo, input: TensorInfo, sliding: Sliding): TensorInfo {
  const output = wasm.makeOutput(input.shape, 'float32');
  const [values, gradient, result] = [floatView(wasm, input), floatView(wasm, dy), floatView(wasm, output)];
  result.fill(0);
  const channels = input.shape[input.shape.length - 1];
  forEachWindow(sliding, (place, { count, positions }) => {
    for (let c = 0; c < channels; c++) {
      let best = -1;
      for (let i = 0; i < count; i++) {
        const at = positions[i] * channels + c;
        if (best < 0 || values[at] > values[best]) best = at;
      }
      if (best >= 0) result[best] += gradient[place * channels + c];
    }
  });
  return output;
}
