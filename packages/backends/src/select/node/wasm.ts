import { env } from '@tensorflow/tfjs-core';
import { registerWasmKernels } from '../../wasm/register-wasm-kernels.ts';
import { type Candidate, Refusal } from '../candidate.ts';
import { register } from '../registration.ts';
import { requirePackages } from './packages.ts';
import { watchListeners } from './process-listeners.ts';

const packageName = '@tensorflow/tfjs-backend-wasm';

/** WebAssembly, completed for training. */
export const wasm: Candidate = {
  name: 'wasm',
  tfjsName: 'wasm',
  isGpu: false,
  async load() {
    requirePackages(packageName);
    const { getThreadsCount } = await import('@tensorflow/tfjs-backend-wasm');
    if (!(await register('wasm', async () => {})))
      throw new Refusal(`the package ${packageName} did not register its backend`);
    registerWasmKernels();
    const removeItsListeners = watchListeners();
    return {
      async started() {
        removeItsListeners();
        const simd = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? 'with SIMD' : 'without SIMD';
        const threads = getThreadsCount();
        return `WebAssembly ${simd}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
      },
      release: removeItsListeners,
    };
  },
};
