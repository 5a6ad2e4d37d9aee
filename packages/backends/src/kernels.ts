export { type HostKernel, type HostOutput, type HostTensor, runHostKernel, runsOnHost } from './host-kernel.ts';
export { webGpuDispatch } from './webgpu-dispatch.ts';
