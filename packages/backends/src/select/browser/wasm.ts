import { type Candidate, Refusal, type WasmPaths } from '../candidate.ts';
import { isStarted, register } from '../registration.ts';
import { wasmDevice } from '../wasm-device.ts';
import { notPartOfPage } from './not-part-of-page.ts';

const packageName = '@tensorflow/tfjs-backend-wasm';

/** WebAssembly, completed for training. */
export const wasm: Candidate = {
  name: 'wasm',
  tfjsName: 'wasm',
  isGpu: false,
  startHint: `check that the page can fetch its .wasm file: selectBackend's wasmPaths says where the files lie`,
  async load({ wasmPaths }) {
    if (typeof WebAssembly === 'undefined') throw new Refusal('this browser has no WebAssembly');
    const { getThreadsCount, setWasmPaths } = await loadPackage();
    if (!(await register('wasm', async () => {})))
      throw new Refusal(`the package ${packageName} did not register its backend`);
    if (wasmPaths && !isStarted('wasm')) setPaths(setWasmPaths, wasmPaths);
    const { registerWasmKernels } = await import('../../wasm/register-wasm-kernels.ts');
    registerWasmKernels();
    return { started: () => wasmDevice(getThreadsCount()) };
  },
};

/** The files of which TF.js takes one; it wants to be told of all. */
const files = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'];

/** The address of each file by its name, or the folder that they lie in. One that is not named lies beside the page. */
function setPaths(setWasmPaths: (paths: Record<string, string>) => void, paths: WasmPaths): void {
  const folder = typeof paths === 'string' && !paths.endsWith('/') ? `${paths}/` : paths;
  const address = (file: string) => (typeof folder === 'string' ? folder + file : (folder[file] ?? file));
  setWasmPaths(Object.fromEntries(files.map((file) => [file, address(file)])));
}

async function loadPackage() {
  try {
    return await import('@tensorflow/tfjs-backend-wasm');
  } catch (error) {
    throw notPartOfPage(packageName, error);
  }
}
