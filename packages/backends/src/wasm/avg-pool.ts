import { type AvgPoolAttrs, backend_util, type KernelFunc } from '@tensorflow/tfjs-core';
import { typed } from '../gradients/rule.ts';
import { floatView, shape4, wasmBackend } from './wasm-memory.ts';
import { forEachWindow, slidingOverImage } from './windows.ts';

/** The mean over windows of an image, of which TF.js's own kernel counts too few where they are rounded up. */
export const avgPoolRounded =
  (original: KernelFunc): KernelFunc =>
  (call) => {
    const { x } = call.inputs;
    const { filterSize, strides, pad, dimRoundingMode } = typed<AvgPoolAttrs>(call.attrs ?? {});
    if (!x || !dimRoundingMode) return original(call);
    const pool = backend_util.computePool2DInfo(shape4(x), filterSize, strides, 1, pad, dimRoundingMode);
    const wasm = wasmBackend(call.backend);
    const output = wasm.makeOutput(pool.outShape, 'float32');
    const [values, result] = [floatView(wasm, x), floatView(wasm, output)];
    const channels = pool.inChannels;
    forEachWindow(slidingOverImage(pool), (place, { count, positions }) => {
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += values[positions[i] * channels + c];
        result[place * channels + c] = sum / count;
      }
    });
    return output;
  };
