import { registerWebGlKernels as registerPriorsWebGl } from '@hyperprior/priors/webgl';
import { registerWebGpuKernels as registerPriorsWebGpu } from '@hyperprior/priors/webgpu';
import { registerWebGlKernels } from '../src/webgl/index.ts';
import { registerWebGpuKernels } from '../src/webgpu/index.ts';

// Imported for its effect: the loss is tested with the kernels that a user of a GPU registers.
registerPriorsWebGl();
registerPriorsWebGpu();
registerWebGlKernels();
registerWebGpuKernels();
