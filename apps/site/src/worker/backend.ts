import { type BackendRow, listBackends, type Selected, selectBackend } from '@hyperprior/backends';
import { registerWebGlKernels as registerWebGlRanks } from '@hyperprior/bas-loss/webgl';
import { registerWebGpuKernels as registerWebGpuRanks } from '@hyperprior/bas-loss/webgpu';
import { registerWebGlKernels as registerWebGlPriors } from '@hyperprior/priors/webgl';
import { registerWebGpuKernels as registerWebGpuPriors } from '@hyperprior/priors/webgpu';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { BackendWish } from './protocol.ts';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedSimd,
};

/** Makes the wished backend this worker's, with our own kernels where it is a GPU. */
export function choose({ prefer, allowSoftware }: BackendWish): Promise<Selected> {
  for (const register of [registerWebGlRanks, registerWebGlPriors, registerWebGpuRanks, registerWebGpuPriors])
    register();
  return selectBackend({ ...(prefer.length > 0 && { prefer }), allowSoftware, wasmPaths });
}

/** Every backend of this browser, in the order in which they are tried. */
export function list(allowSoftware: boolean): Promise<BackendRow[]> {
  return listBackends({ allowSoftware, wasmPaths });
}
