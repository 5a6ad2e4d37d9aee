import {
  BatchMatMul,
  backend_util,
  type Conv2DBackpropFilterAttrs,
  type KernelFunc,
  type TensorInfo,
  Transpose,
} from '@tensorflow/tfjs-core';
import { typed } from '../gradients/rule.ts';
import { callKernel } from './call-kernel.ts';
import { unfold } from './unfold.ts';
import { floatView, shape4, type WasmBackend, wasmBackend } from './wasm-memory.ts';

/** Values unfolded at a time, 4 MiB: they stay in the processor's cache. */
const chunkSize = 2 ** 20;

/**
 * The weight gradient of a convolution, `dW[tap, k] = Σ_p x[p under tap] dy[p, k]`: a matrix product of the unfolded
 * input with dy, a run of output rows at a time; the runs' products are added in double precision.
 */
export const conv2dBackpropFilter: KernelFunc = ({ inputs: { x, dy }, backend, attrs = {} }) => {
  const { strides, pad, dataFormat, dimRoundingMode, filterShape } = typed<Conv2DBackpropFilterAttrs>(attrs);
  if (!x || !dy) throw new Error('Conv2DBackpropFilter: needs x and dy');
  if (dataFormat !== 'NHWC')
    throw new Error(`Conv2DBackpropFilter: 'dataFormat' must be 'NHWC' on wasm, but got '${dataFormat}'`);
  const conv = backend_util.computeConv2DInfo(shape4(x), filterShape, strides, 1, pad, dimRoundingMode);
  const wasm = wasmBackend(backend);
  const channelsFirst = callKernel(Transpose, backend, { x }, { perm: [3, 0, 1, 2] });
  try {
    return filled(wasm, filterShape, sumOfProducts(wasm, channelsFirst, dy, conv));
  } finally {
    wasm.disposeData(channelsFirst.dataId);
  }
};

function sumOfProducts(wasm: WasmBackend, x: TensorInfo, dy: TensorInfo, conv: backend_util.Conv2DInfo): Float64Array {
  const { batchSize, outHeight, outWidth, outChannels } = conv;
  const taps = conv.filterHeight * conv.filterWidth * conv.inChannels;
  const total = new Float64Array(taps * outChannels);
  const rows = batchSize * outHeight;
  const step = Math.max(1, Math.floor(chunkSize / (taps * outWidth)));
  for (let start = 0; start < rows; start += step) {
    const count = Math.min(step, rows - start);
    const columns = wasm.makeOutput([1, taps, count * outWidth], 'float32');
    const part = wasm.makeOutput([1, count * outWidth, outChannels], 'float32');
    unfold(floatView(wasm, x), floatView(wasm, columns), conv, { start, count });
    const begin = start * outWidth * outChannels;
    floatView(wasm, part).set(floatView(wasm, dy).subarray(begin, begin + count * outWidth * outChannels));
    const product = callKernel(BatchMatMul, wasm, { a: columns, b: part }, { transposeA: false, transposeB: false });
    addTo(total, floatView(wasm, product));
    for (const { dataId } of [columns, part, product]) wasm.disposeData(dataId);
  }
  return total;
}

function addTo(total: Float64Array, values: Float32Array): void {
  for (let i = 0; i < total.length; i++) total[i] += values[i];
}

function filled(wasm: WasmBackend, shape: number[], values: Float64Array): TensorInfo {
  const output = wasm.makeOutput(shape, 'float32');
  floatView(wasm, output).set(values);
  return output;
}
