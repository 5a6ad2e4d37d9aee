import {
  getKernel,
  type KernelBackend,
  type NamedAttrMap,
  registerKernel,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

/** From a kernel's inputs and attributes, what its program is run with. */
export type Plan<Run> = (inputs: Readonly<Record<string, TensorInfo | undefined>>, attributes: NamedAttrMap) => Run;

/** Registers a kernel that is one program, unless that is done. The name is one of our own, so nothing is replaced. */
export function registerProgram<Run>(
  kernelName: `Hyperprior${string}`,
  backendName: 'webgl' | 'webgpu',
  plan: Plan<Run>,
  run: (backend: KernelBackend | object, planned: Run) => TensorInfo | null,
): void {
  if (getKernel(kernelName, backendName)) return;
  registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs = {}, backend }) => {
      const result = run(backend, plan(inputs, attrs));
      if (!result) throw new Error(`${kernelName}: the '${backendName}' backend is not the one of TF.js 4.22`);
      return result;
    },
  });
}
