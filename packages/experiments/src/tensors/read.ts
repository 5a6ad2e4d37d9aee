import type { Tensor } from '@tensorflow/tfjs-core';

/** A tensor's values; the tensor is disposed, also where the reading fails. */
export async function read(tensor: Tensor): Promise<Float32Array> {
  try {
    return Float32Array.from(await tensor.data());
  } finally {
    tensor.dispose();
  }
}
