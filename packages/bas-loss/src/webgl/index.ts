export { registerWebGlKernels } from './register.ts';
