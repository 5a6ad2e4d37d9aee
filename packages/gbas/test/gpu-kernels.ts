import { registerWebGlKernels as registerWebGlRanks } from '@hyperprior/bas-loss/webgl';
import { registerWebGpuKernels as registerWebGpuRanks } from '@hyperprior/bas-loss/webgpu';
import { registerWebGlKernels as registerWebGlPriors } from '@hyperprior/priors/webgl';
import { registerWebGpuKernels as registerWebGpuPriors } from '@hyperprior/priors/webgpu';

// As the apps do: ranks and the Beta distribution are one program each there.
for (const register of [registerWebGlRanks, registerWebGlPriors, registerWebGpuRanks, registerWebGpuPriors]) register();
