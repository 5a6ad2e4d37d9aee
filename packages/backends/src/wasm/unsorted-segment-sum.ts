import { type KernelFunc, type UnsortedSegmentSumAttrs, util } from '@tensorflow/tfjs-core';
import { typed } from '../gradients/rule.ts';
import { wasmBackend } from './wasm-memory.ts';

/** Adds each slice of x to the sum that its id names; ids outside [0, numSegments) name none. */
export const unsortedSegmentSum: KernelFunc = ({ inputs: { x, segmentIds }, backend, attrs = {} }) => {
  const { numSegments } = typed<UnsortedSegmentSumAttrs>(attrs);
  if (!x || !segmentIds) throw new Error('UnsortedSegmentSum: needs x and segmentIds');
  const wasm = wasmBackend(backend);
  const sliceShape = x.shape.slice(segmentIds.shape.length);
  const size = util.sizeFromShape(sliceShape);
  const output = wasm.makeOutput([numSegments, ...sliceShape], x.dtype === 'int32' ? 'int32' : 'float32');
  const [values, ids, sums] = [x, segmentIds, output].map((info) => wasm.typedArrayFromHeap(info));
  sums.fill(0);
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i];
    if (id < 0 || id >= numSegments) continue;
    for (let j = 0; j < size; j++) sums[id * size + j] += values[i * size + j];
  }
  return output;
};
