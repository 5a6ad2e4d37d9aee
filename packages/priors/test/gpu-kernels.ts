import { registerWebGlKernels } from '../src/webgl/index.ts';
import { registerWebGpuKernels } from '../src/webgpu/index.ts';

// Imported for its effect: the tests of whole priors run with the kernels that a user of a GPU registers.
registerWebGlKernels();
registerWebGpuKernels();
