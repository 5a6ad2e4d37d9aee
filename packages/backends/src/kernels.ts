export { type HostKernel, type HostOutput, type HostTensor, runHostKernel, runsOnHost } from './host-kernel.ts';
