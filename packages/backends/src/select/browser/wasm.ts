import { type Candidate, Refusal, type WasmPaths } from '../candidate.ts';
import { isStarted, register } from '../registration.ts';
import { wasmDevice } from '../wasm-device.ts';
import { loadPackage } from './load-package.ts';

const packageName = '@tensorflow/tfjs-backend-wasm';

/** WebAssembly, completed for training. */
export const wasm: Candidate = {
  name: 'wasm',
  tfjsName: 'wasm',
  isGpu: false,
  startHint: `check that the page can fetch its .wasm file: selectBackend's wasmPaths says where the files lie`,
  async load({ wasmPaths }) {
    if (typeof WebAssembly === 'undefined') throw new Refusal('this browser has no WebAssembly');
    const { getThreadsCount, setWasmPaths } = await loadPackage(
      packageName,
      () => import('@tensorflow/tfjs-backend-wasm'),
    );
    if (!(await register('wasm', async () => {})))
      throw new Refusal(`the package ${packageName} did not register its backend`);
    if (wasmPaths && !isStarted('wasm')) setPaths(setWasmPaths, wasmPaths);
    const { registerWasmKernels } = await import('../../wasm/register-wasm-kernels.ts');
    registerWasmKernels();
    return { started: () => wasmDevice(getThreadsCount()) };
  },
};

/** The address of each file by its name, or the folder that they lie in. */
function setPaths(setWasmPaths: (paths: string | Record<string, string>) => void, paths: WasmPaths): void {
  if (typeof paths !== 'string') setWasmPaths({ ...paths });
  else setWasmPaths(paths.endsWith('/') ? paths : `${paths}/`);
}
