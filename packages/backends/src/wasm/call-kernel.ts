import { getKernel, type NamedAttrMap, type NamedTensorInfoMap, type TensorInfo } from '@tensorflow/tfjs-core';

/** Runs a kernel of the wasm backend from inside another: what it returns is the caller's to dispose. */
export function callKernel(
  name: string,
  backend: object,
  inputs: NamedTensorInfoMap,
  attrs: NamedAttrMap = {},
): TensorInfo {
  const result = getKernel(name, 'wasm').kernelFunc({ inputs, backend, attrs });
  return Array.isArray(result) ? result[0] : result;
}
