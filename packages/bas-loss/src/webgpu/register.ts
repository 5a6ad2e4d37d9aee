import { registerWebGpuKernel } from '@hyperprior/backends/kernels';
import { rankArguments, rankKernelName } from '../rank-kernel.ts';
import { rankProgram } from './rank-program.ts';

/**
 * Registers this package's WebGPU kernel with TF.js: ranks become one pass on the GPU. Call it once, before or after
 * the backend is loaded; calling it again changes nothing.
 */
export function registerWebGpuKernels(): void {
  registerWebGpuKernel(rankKernelName, (inputs, attributes) => {
    const { x, ties } = rankArguments(inputs, attributes);
    return { program: rankProgram(ties, x.shape), inputs: [x] };
  });
}
