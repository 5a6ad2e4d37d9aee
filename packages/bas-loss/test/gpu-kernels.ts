import { registerWebGlKernels as registerPriorsWebGl } from '@hyperprior/priors/webgl';
import { registerWebGpuKernels as registerPriorsWebGpu } from '@hyperprior/priors/webgpu';
import { registerWebGlKernels } from '../src/webgl/index.ts';
import { registerWebGpuKernels } from '../src/webgpu/index.ts';

/** For all tests of a file: the loss is tested with the kernels that a user of a GPU registers. */
export function registerGpuKernels(): void {
  registerPriorsWebGl();
  registerPriorsWebGpu();
  registerWebGlKernels();
  registerWebGpuKernels();
}
