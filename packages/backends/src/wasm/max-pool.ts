import {
  backend_util,
  type KernelFunc,
  type MaxPool3DAttrs,
  type MaxPool3DGradAttrs,
  type MaxPoolAttrs,
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

/** The maximum over windows of a volume. */
export const maxPool3d: KernelFunc = ({ inputs: { x }, backend, attrs = {} }) => {
  const { filterSize, strides, pad, dimRoundingMode } = typed<MaxPool3DAttrs>(attrs);
  if (!x) throw new Error('MaxPool3D: needs x');
  const pool = backend_util.computePool3DInfo(shape5(x), filterSize, strides, 1, pad, dimRoundingMode);
  return maxima(wasmBackend(backend), x, pool.outShape, slidingOverVolume(pool));
};

/** The maximum over windows of an image, of which TF.js's own kernel counts too few where they are rounded up. */
export const maxPoolRounded =
  (original: KernelFunc): KernelFunc =>
  (call) => {
    const { x } = call.inputs;
    const { filterSize, strides, pad, dimRoundingMode } = typed<MaxPoolAttrs>(call.attrs ?? {});
    if (!x || !dimRoundingMode) return original(call);
    const pool = backend_util.computePool2DInfo(shape4(x), filterSize, strides, 1, pad, dimRoundingMode);
    return maxima(wasmBackend(call.backend), x, pool.outShape, slidingOverImage(pool));
  };

function maxima(wasm: WasmBackend, x: TensorInfo, shape: number[], sliding: Sliding): TensorInfo {
  const output = wasm.makeOutput(shape, 'float32');
  const [values, result] = [floatView(wasm, x), floatView(wasm, output)];
  forEachMaximum(values, x.shape[x.shape.length - 1], sliding, (place, at) => {
    result[place] = at < 0 ? Number.NEGATIVE_INFINITY : values[at];
  });
  return output;
}

function toMaxima(wasm: WasmBackend, dy: TensorInfo, input: TensorInfo, sliding: Sliding): TensorInfo {
  const output = wasm.makeOutput(input.shape, 'float32');
  const [values, gradient, result] = [floatView(wasm, input), floatView(wasm, dy), floatView(wasm, output)];
  result.fill(0);
  forEachMaximum(values, input.shape[input.shape.length - 1], sliding, (place, at) => {
    if (at >= 0) result[at] += gradient[place];
  });
  return output;
}

/** For every output value, where in the input the first maximum of its window is; -1 where all is padding. */
function forEachMaximum(
  values: Float32Array,
  channels: number,
  sliding: Sliding,
  visit: (place: number, at: number) => void,
): void {
  forEachWindow(sliding, (place, { count, positions }) => {
    for (let c = 0; c < channels; c++) {
      let best = -1;
      for (let i = 0; i < count; i++) {
        const at = positions[i] * channels + c;
        if (best < 0 || values[at] > values[best]) best = at;
      }
      visit(place * channels + c, best);
    }
  });
}
