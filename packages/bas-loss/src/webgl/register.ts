import { registerWebGlKernel, requireBits } from '@hyperprior/backends/kernels';
import { rankArguments, rankKernelName } from '../rank-kernel.ts';
import { rankProgram } from './rank-program.ts';

/**
 * Registers this package's WebGL kernel with TF.js: ranks become one pass on the GPU. Call it once, before or after
 * the backend is loaded; calling it again changes nothing. On WebGL 1 it is not used: its shaders cannot take a
 * number's bits apart.
 */
export function registerWebGlKernels(): void {
  registerWebGlKernel(rankKernelName, (inputs, attributes) => {
    requireBits(rankKernelName);
    const { x, ties } = rankArguments(inputs, attributes);
    return { program: rankProgram(ties, x.shape), inputs: [x] };
  });
}
