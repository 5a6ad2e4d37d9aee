import { engine, type NamedAttrMap, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';

/** Runs a kernel of TF.js that has no public operation. An attribute left undefined is the kernel's default. */
export function runKernel(name: string, inputs: NamedTensorMap, attributes: object): Tensor {
  return engine().runKernel(name, inputs, attributes as NamedAttrMap);
}
