import { disposeVariables, getKernelsForBackend, unregisterKernel } from '@tensorflow/tfjs-core';
import { installGradients } from '../../../packages/autodiff/src/install/install-gradients.ts';

/**
 * The files of a project share a process or a page, which loads TF.js and compiles each shader once. So that each begins
 * as if it were alone, takes away what another has left: variables, whose names must not meet, corrected gradients, and
 * our kernels for GPUs, all of which are there only where a user asks for them.
 */
export function beginAfresh(): void {
  disposeVariables();
  installGradients().uninstall();
  for (const backend of ['webgl', 'webgpu'])
    for (const { kernelName } of getKernelsForBackend(backend))
      if (kernelName.startsWith('Hyperprior')) unregisterKernel(kernelName, backend);
}
