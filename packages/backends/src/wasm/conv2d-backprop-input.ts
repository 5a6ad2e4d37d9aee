import {
  BatchMatMul,
  backend_util,
  type Conv2DBackpropInputAttrs,
  type KernelFunc,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { typed } from '../gradients/rule.ts';
import { callKernel } from './call-kernel.ts';
import { fold } from './fold.ts';
import { floatView, shape4, type WasmBackend, wasmBackend } from './wasm-memory.ts';

/** Values unfolded at a time, 4 MiB: they stay in the processor's cache. */
const chunkSize = 2 ** 20;

/**
 * The input gradient of a convolution, `dx[p under tap, c] = Σ_k W[tap, c, k] dy[p, k]`: a matrix product of dy with the
 * filter, a run of output rows at a time, whose columns are added where their taps lie. TF.js sums one value after another.
 */
export function multiplyingConv2dBackpropInput(original: KernelFunc): KernelFunc {
  return (args) => {
    const { inputs, backend, attrs = {} } = args;
    const { dy, filter } = inputs;
    const { strides, pad, dataFormat, dimRoundingMode, inputShape } = typed<Conv2DBackpropInputAttrs>(attrs);
    if (!dy || !filter || dataFormat !== 'NHWC') return original(args);
    const conv = backend_util.computeConv2DInfo(inputShape, shape4(filter), strides, 1, pad, dimRoundingMode);
    const wasm = wasmBackend(backend);
    const output = wasm.makeOutput(inputShape, 'float32');
    floatView(wasm, output).fill(0);
    addProducts(wasm, { dy, filter, output }, conv);
    return output;
  };
}

function addProducts(
  wasm: WasmBackend,
  { dy, filter, output }: Record<'dy' | 'filter' | 'output', TensorInfo>,
  conv: backend_util.Conv2DInfo,
): void {
  const { batchSize, outHeight, outWidth, outChannels, filterHeight, filterWidth, inChannels } = conv;
  const taps = filterHeight * filterWidth * inChannels;
  const rows = batchSize * outHeight;
  const step = Math.max(1, Math.floor(chunkSize / (taps * outWidth)));
  const weights = { ...filter, shape: [1, taps, outChannels] };
  for (let start = 0; start < rows; start += step) {
    const count = Math.min(step, rows - start);
    const part = wasm.makeOutput([1, count * outWidth, outChannels], 'float32');
    const begin = start * outWidth * outChannels;
    floatView(wasm, part).set(floatView(wasm, dy).subarray(begin, begin + count * outWidth * outChannels));
    const columns = callKernel(BatchMatMul, wasm, { a: part, b: weights }, { transposeA: false, transposeB: true });
    fold(floatView(wasm, columns), floatView(wasm, output), conv, { start, count });
    for (const { dataId } of [part, columns]) wasm.disposeData(dataId);
  }
}
