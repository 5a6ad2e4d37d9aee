export { hasKernelOfBits, requireBits } from './gpu/number-bits.ts';
export { registerWebGlKernel, type WebGlProgram } from './gpu/webgl-kernel.ts';
export { webGpuDispatch } from './gpu/webgpu-dispatch.ts';
export { registerWebGpuKernel, type WebGpuProgram } from './gpu/webgpu-kernel.ts';
export { type HostKernel, type HostOutput, type HostTensor, runHostKernel, runsOnHost } from './host-kernel.ts';
