import { registerWebGpuKernel } from '@hyperprior/backends/kernels';
import { betaArguments, betaKernelName } from '../families/beta-kernel.ts';
import { betaProgram } from './beta-program.ts';

/**
 * Registers this package's WebGPU kernels with TF.js: each quantity of the Beta distribution becomes one pass on the
 * GPU, instead of some hundred operations. Call it once, before or after the backend is loaded; calling it again
 * changes nothing.
 */
export function registerWebGpuKernels(): void {
  registerWebGpuKernel(betaKernelName, (named, attributes) => {
    const { quantity, inputs } = betaArguments(named, attributes);
    const program = betaProgram(
      quantity,
      inputs.map(({ shape }) => shape),
    );
    return { program, inputs };
  });
}
