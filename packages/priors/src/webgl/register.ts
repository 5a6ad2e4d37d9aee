import { env, getKernel, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { betaKernelName, quantityOf } from '../families/beta-kernel.ts';
import { betaProgram, uniformValues, type WebGlProgram } from './beta-program.ts';

/** The part of TF.js's WebGL backend that runs a program. */
interface WebGlBackend {
  runWebGLProgram(
    program: WebGlProgram,
    inputs: TensorInfo[],
    dtype: 'float32',
    customUniformValues: number[][],
  ): TensorInfo;
}

/**
 * Registers this package's WebGL kernels with TF.js: each quantity of the Beta distribution becomes one pass on the
 * GPU, instead of some hundred operations. Call it once, before or after the backend is loaded; calling it again
 * changes nothing. On WebGL 1 the priors do not use them: its shaders cannot take a number's bits apart.
 */
export function registerWebGlKernels(): void {
  if (getKernel(betaKernelName, 'webgl')) return;
  registerKernel({
    kernelName: betaKernelName,
    backendName: 'webgl',
    kernelFunc: ({ inputs, attrs, backend }) => {
      if (!runsPrograms(backend))
        throw new Error(`${betaKernelName}: the 'webgl' backend is not the one of TF.js 4.22`);
      if (env().getNumber('WEBGL_VERSION') < 2)
        throw new Error(`${betaKernelName}: this browser has WebGL 1, whose shaders cannot take a number's bits apart`);
      const tensors = [inputs.x, inputs.a, inputs.b].filter((tensor): tensor is TensorInfo => tensor !== undefined);
      const program = betaProgram(
        quantityOf(attrs?.quantity),
        tensors.map(({ shape }) => shape),
      );
      return backend.runWebGLProgram(program, tensors, 'float32', uniformValues);
    },
  });
}

function runsPrograms(backend: object): backend is WebGlBackend {
  return 'runWebGLProgram' in backend;
}
