import { registerWebGlKernels as registerWebGlRanks } from '@hyperprior/bas-loss/webgl';
import { registerWebGpuKernels as registerWebGpuRanks } from '@hyperprior/bas-loss/webgpu';
import { registerWebGlKernels as registerWebGlPriors } from '@hyperprior/priors/webgl';
import { registerWebGpuKernels as registerWebGpuPriors } from '@hyperprior/priors/webgpu';

/** For all tests of a file: as the apps do, ranks and the Beta distribution are one program each on a GPU. */
export function registerGpuKernels(): void {
  for (const register of [registerWebGlRanks, registerWebGlPriors, registerWebGpuRanks, registerWebGpuPriors])
    register();
}
