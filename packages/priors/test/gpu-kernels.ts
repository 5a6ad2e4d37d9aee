import { registerWebGlKernels } from '../src/webgl/index.ts';
import { registerWebGpuKernels } from '../src/webgpu/index.ts';

/** For all tests of a file: those of whole priors run with the kernels that a user of a GPU registers. */
export function registerGpuKernels(): void {
  registerWebGlKernels();
  registerWebGpuKernels();
}
