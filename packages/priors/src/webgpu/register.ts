import { getKernel, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { betaKernelName, quantityOf } from '../families/beta-kernel.ts';
import { betaProgram, type WebGpuProgram } from './beta-program.ts';

/** The part of TF.js's WebGPU backend that runs a program. */
interface WebGpuBackend {
  runWebGPUProgram(program: WebGpuProgram, inputs: TensorInfo[], dtype: 'float32'): TensorInfo;
}

/**
 * Registers this package's WebGPU kernels with TF.js: each quantity of the Beta distribution becomes one pass on the
 * GPU, instead of some hundred operations. Call it once, before or after the backend is loaded; calling it again
 * changes nothing.
 */
export function registerWebGpuKernels(): void {
  if (getKernel(betaKernelName, 'webgpu')) return;
  registerKernel({
    kernelName: betaKernelName,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) => {
      if (!runsPrograms(backend))
        throw new Error(`${betaKernelName}: the 'webgpu' backend is not the one of TF.js 4.22`);
      const tensors = [inputs.x, inputs.a, inputs.b].filter((tensor): tensor is TensorInfo => tensor !== undefined);
      const program = betaProgram(
        quantityOf(attrs?.quantity),
        tensors.map(({ shape }) => shape),
      );
      return backend.runWebGPUProgram(program, tensors, 'float32');
    },
  });
}

function runsPrograms(backend: object): backend is WebGpuBackend {
  return 'runWebGPUProgram' in backend;
}
