import { backend_util, type GatherV2Attrs, type KernelFunc, util } from '@tensorflow/tfjs-core';
import { typed } from '../gradients/rule.ts';
import { wasmBackend } from './wasm-memory.ts';

/** Gather where each batch has indices of its own: `out[b, o, i, :] = x[b, o, indices[b, i], :]`. */
const batchedGather: KernelFunc = ({ inputs: { x, indices }, backend, attrs = {} }) => {
  const { axis, batchDims } = typed<GatherV2Attrs>(attrs);
  if (!x || !indices) throw new Error('GatherV2: needs x and indices');
  const [along] = util.parseAxisParam(axis, x.shape);
  const info = backend_util.segment_util.collectGatherOpShapeInfo(x, indices, along, batchDims);
  const { batchSize, outerSize, dimSize, sliceSize } = info;
  const wasm = wasmBackend(backend);
  checkIndices(wasm.typedArrayFromHeap(indices), dimSize);
  const output = wasm.makeOutput(info.outputShape, x.dtype);
  const [values, picks, result] = [x, indices, output].map((tensor) => wasm.typedArrayFromHeap(tensor));
  const perBatch = picks.length / batchSize;
  let at = 0;
  for (let batch = 0; batch < batchSize; batch++)
    for (let outer = 0; outer < outerSize; outer++)
      for (let i = 0; i < perBatch; i++) {
        const from = ((batch * outerSize + outer) * dimSize + picks[batch * perBatch + i]) * sliceSize;
        for (let j = 0; j < sliceSize; j++) result[at++] = values[from + j];
      }
  return output;
};

/** Before the output is made, which a throw would leave behind. */
function checkIndices(indices: ArrayLike<number>, length: number): void {
  const bad = Array.from(indices).find((index) => !(index >= 0 && index < length));
  if (bad !== undefined) throw new Error(`GatherV2: the index value ${bad} is not in [0, ${length - 1}]`);
}

/** TF.js's own kernel where it is right, which is without batch dimensions; ours with them. */
export function gatherWithBatches(original: KernelFunc): KernelFunc {
  return (call) => (typed<GatherV2Attrs>(call.attrs ?? {}).batchDims ? batchedGather(call) : original(call));
}
