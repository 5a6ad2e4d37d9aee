export { registerGradients } from './gradients/register-gradients.ts';
export { type Adam, adam } from './optimizers/adam.ts';
export type { AdamOptions } from './optimizers/adam-options.ts';
export { registerWasmKernels } from './wasm/register-wasm-kernels.ts';
