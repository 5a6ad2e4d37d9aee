export { registerGradients } from './gradients/register-gradients.ts';
export { BackendLostError, backendLost, onBackendLost } from './lost.ts';
export { type Adam, adam } from './optimizers/adam.ts';
export type { AdamOptions } from './optimizers/adam-options.ts';
export { BackendError, type PassedOver } from './select/backend-error.ts';
export { type BackendName, backendNames, isBackendName } from './select/backend-name.ts';
export type { WasmPaths } from './select/candidate.ts';
export type { BackendRow, Selected, SelectOptions } from './select/walk.ts';
export { registerWasmKernels } from './wasm/register-wasm-kernels.ts';
