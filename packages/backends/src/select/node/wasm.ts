import { type Candidate, Refusal } from '../candidate.ts';
import { register } from '../registration.ts';
import { wasmDevice } from '../wasm-device.ts';
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
    const { registerWasmKernels } = await import('../../wasm/register-wasm-kernels.ts');
    registerWasmKernels();
    const removeItsListeners = watchListeners();
    return {
      started() {
        removeItsListeners();
        return wasmDevice(getThreadsCount());
      },
      release: removeItsListeners,
    };
  },
};
