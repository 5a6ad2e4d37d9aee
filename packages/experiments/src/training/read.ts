import { backendLost, onBackendLost } from '@hyperprior/backends';
import type { Tensor } from '@tensorflow/tfjs-core';
import { nextTask } from './next-task.ts';

/**
 * A tensor's values; the tensor is disposed, also where the reading fails.
 * @throws BackendLostError when the GPU is lost meanwhile: then the read might never end, or give zeros
 */
export async function read(tensor: Tensor): Promise<Float32Array> {
  try {
    const values = await unlessLost(tensor.data());
    const lost = backendLost();
    if (lost) throw lost;
    return Float32Array.from(values);
  } catch (error) {
    // A read may fail before the loss of the GPU is reported.
    await nextTask();
    throw backendLost() ?? error;
  } finally {
    tensor.dispose();
  }
}

/** Waits for a promise, or rejects when the GPU is lost, because the promise might then never settle. */
export function unlessLost<Value>(pending: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = onBackendLost(reject);
    pending.then(resolve, reject).finally(stop);
  });
}
