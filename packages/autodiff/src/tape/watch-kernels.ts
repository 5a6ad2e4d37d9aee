import { engine, type NamedAttrMap, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';

/** What a kernel was asked for, and what it returned. */
export interface KernelCall {
  readonly name: string;
  readonly inputs: NamedTensorMap;
  readonly attributes: NamedAttrMap;
  readonly outputs: readonly Tensor[];
}

/** Tells `see` of every kernel that runs during `work`. TF.js is as before afterwards, also where `work` throws. */
export function watchKernels<Value>(see: (call: KernelCall) => void, work: () => Value): Value {
  const tfjs = engine();
  const isOwn = Object.hasOwn(tfjs, 'runKernel');
  const { runKernel } = tfjs;
  tfjs.runKernel = <T extends Tensor | Tensor[]>(
    name: string,
    inputs: NamedTensorMap,
    attributes?: NamedAttrMap,
  ): T => {
    const result: Tensor | Tensor[] = runKernel.call(tfjs, name, inputs, attributes);
    see({ name, inputs, attributes: attributes ?? {}, outputs: Array.isArray(result) ? result : [result] });
    return result as T;
  };
  try {
    return work();
  } finally {
    if (isOwn) tfjs.runKernel = runKernel;
    else Reflect.deleteProperty(tfjs, 'runKernel');
  }
}
