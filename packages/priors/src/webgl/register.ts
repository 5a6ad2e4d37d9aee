import { registerWebGlKernel, requireBits } from '@hyperprior/backends/kernels';
import { betaArguments, betaKernelName } from '../families/beta-kernel.ts';
import { betaProgram, uniformValues } from './beta-program.ts';

/**
 * Registers this package's WebGL kernels with TF.js: each quantity of the Beta distribution becomes one pass on the
 * GPU, instead of some hundred operations. Call it once, before or after the backend is loaded; calling it again
 * changes nothing. On WebGL 1 the priors do not use them: its shaders cannot take a number's bits apart.
 */
export function registerWebGlKernels(): void {
  registerWebGlKernel(betaKernelName, (named, attributes) => {
    requireBits(betaKernelName);
    const { quantity, inputs } = betaArguments(named, attributes);
    const program = betaProgram(
      quantity,
      inputs.map(({ shape }) => shape),
    );
    return { program, inputs, uniforms: uniformValues };
  });
}
