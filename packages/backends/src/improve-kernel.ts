import { getKernel, type KernelFunc, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';

/** Kernels of ours that stand in the place of TF.js's, so that none is wrapped twice. */
const improved = new WeakSet<KernelFunc>();

/** Puts a kernel in the place of TF.js's, made from it; where the backend has none, or has ours, nothing happens. */
export function improveKernel(
  kernelName: string,
  backendName: string,
  improve: (original: KernelFunc) => KernelFunc,
): void {
  const original = getKernel(kernelName, backendName);
  if (!original || improved.has(original.kernelFunc)) return;
  const kernelFunc = improve(original.kernelFunc);
  improved.add(kernelFunc);
  unregisterKernel(kernelName, backendName);
  registerKernel({ ...original, kernelFunc });
}
