import { env, getBackend, getKernel } from '@tensorflow/tfjs-core';

/** Whether the current backend has this kernel, whose shader takes numbers' bits apart, and can run it: WebGL 1 cannot. */
export function hasKernelOfBits(kernelName: string): boolean {
  const backend = getBackend();
  return getKernel(kernelName, backend) !== undefined && (backend !== 'webgl' || env().getNumber('WEBGL_VERSION') > 1);
}

/** For such a kernel on WebGL: throws where it cannot run. */
export function requireBits(kernelName: string): void {
  if (env().getNumber('WEBGL_VERSION') < 2)
    throw new Error(`${kernelName}: this browser has WebGL 1, whose shaders cannot take a number's bits apart`);
}
