import {
  disposeVariables,
  type GradConfig,
  getBackend,
  getGradient,
  getKernelsForBackend,
  registerGradient,
  unregisterGradient,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { installGradients } from '../../../packages/autodiff/src/install/install-gradients.ts';

/** The gradients that the first file of a process or page began with. */
const gradients = new Map<string, GradConfig | undefined>();

/**
 * The files of a project share a process or a page, which loads TF.js and compiles each shader once. So that each begins
 * as if it were alone, takes away what another has left: variables, whose names must not meet, other gradients, and
 * our kernels for GPUs, which are there only where a user registers them.
 */
export function beginAfresh(): void {
  if (gradients.size === 0) return;
  disposeVariables();
  installGradients().uninstall();
  for (const [name, first] of gradients) putBack(name, first);
  for (const backend of ['webgl', 'webgpu'])
    for (const { kernelName } of getKernelsForBackend(backend))
      if (kernelName.startsWith('Hyperprior')) unregisterKernel(kernelName, backend);
}

/** Remembers what the first file begins with, once the backend is selected. */
export function rememberGradients(): void {
  if (gradients.size > 0) return;
  for (const { kernelName } of getKernelsForBackend(getBackend())) gradients.set(kernelName, getGradient(kernelName));
}

function putBack(name: string, first: GradConfig | undefined): void {
  const now = getGradient(name);
  if (now === first) return;
  if (now) unregisterGradient(name);
  if (first) registerGradient(first);
}
