import { getKernel, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { rankArguments, rankKernelName } from '../rank-kernel.ts';
import { rankProgram, type WebGpuProgram } from './rank-program.ts';

/** The part of TF.js's WebGPU backend that runs a program. */
interface WebGpuBackend {
  runWebGPUProgram(program: WebGpuProgram, inputs: TensorInfo[], dtype: 'float32'): TensorInfo;
}

/**
 * Registers this package's WebGPU kernel with TF.js: ranks become one pass on the GPU. Call it once, before or after
 * the backend is loaded; calling it again changes nothing.
 */
export function registerWebGpuKernels(): void {
  if (getKernel(rankKernelName, 'webgpu')) return;
  registerKernel({
    kernelName: rankKernelName,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) => {
      if (!runsPrograms(backend))
        throw new Error(`${rankKernelName}: the 'webgpu' backend is not the one of TF.js 4.22`);
      const { x, ties } = rankArguments(inputs, attrs);
      return backend.runWebGPUProgram(rankProgram(ties, x.shape), [x], 'float32');
    },
  });
}

function runsPrograms(backend: object): backend is WebGpuBackend {
  return 'runWebGPUProgram' in backend;
}
