import { addN, type Tensor } from '@tensorflow/tfjs-core';

/** TF.js's WebGPU program binds each tensor to a buffer, and its sum: devices promise eight, and with more it is not run. */
const mostAtOnce = 7;

/** The sum of tensors of one shape, however many there are; of one it is this very tensor. */
export function sumOf<T extends Tensor>(tensors: readonly T[]): T {
  if (tensors.length === 1) return tensors[0];
  const first = addN(tensors.slice(0, mostAtOnce));
  return tensors.length <= mostAtOnce ? first : sumOf([first, ...tensors.slice(mostAtOnce)]);
}
