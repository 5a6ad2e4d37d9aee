export { registerWebGpuKernels } from './register.ts';
