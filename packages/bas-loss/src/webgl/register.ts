import { env, getKernel, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { rankArguments, rankKernelName } from '../rank-kernel.ts';
import { rankProgram, type WebGlProgram } from './rank-program.ts';

/** The part of TF.js's WebGL backend that runs a program. */
interface WebGlBackend {
  runWebGLProgram(program: WebGlProgram, inputs: TensorInfo[], dtype: 'float32'): TensorInfo;
}

/**
 * Registers this package's WebGL kernel with TF.js: ranks become one pass on the GPU. Call it once, before or after
 * the backend is loaded; calling it again changes nothing. On WebGL 1 it is not used: its shaders cannot take a
 * number's bits apart.
 */
export function registerWebGlKernels(): void {
  if (getKernel(rankKernelName, 'webgl')) return;
  registerKernel({
    kernelName: rankKernelName,
    backendName: 'webgl',
    kernelFunc: ({ inputs, attrs, backend }) => {
      if (!runsPrograms(backend))
        throw new Error(`${rankKernelName}: the 'webgl' backend is not the one of TF.js 4.22`);
      if (env().getNumber('WEBGL_VERSION') < 2)
        throw new Error(`${rankKernelName}: this browser has WebGL 1, whose shaders cannot take a number's bits apart`);
      const { x, ties } = rankArguments(inputs, attrs);
      return backend.runWebGLProgram(rankProgram(ties, x.shape), [x], 'float32');
    },
  });
}

function runsPrograms(backend: object): backend is WebGlBackend {
  return 'runWebGLProgram' in backend;
}
