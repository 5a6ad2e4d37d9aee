import type { TensorInfo } from '@tensorflow/tfjs-core';
import { registerAdamKernel } from './adam-kernel.ts';
import { type AdamPart, adamParts } from './adam-parts.ts';

/** A fragment program as TF.js's WebGL backend runs it. */
interface WebGlProgram {
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly customUniforms: { name: string; type: 'vec4' }[];
  readonly userCode: string;
}

/** The part of TF.js's WebGL backend that runs a program. */
interface WebGlBackend {
  runWebGLProgram(
    program: WebGlProgram,
    inputs: TensorInfo[],
    dtype: 'float32',
    customUniformValues: number[][],
  ): TensorInfo;
}

/** Gives the WebGL backend Adam's update as three programs a variable, in place of 12 operations. */
export function registerWebGlAdam(): void {
  registerAdamKernel('webgl', (backend, part, inputs, settings) => {
    if (!runsPrograms(backend)) throw new Error("adam: the 'webgl' backend is not the one of TF.js 4.22");
    return backend.runWebGLProgram(program(part, inputs[0].shape), inputs, 'float32', [settings]);
  });
}

function program(part: AdamPart, shape: readonly number[]): WebGlProgram {
  const { inputs, result } = adamParts[part];
  const reads = inputs.map((name) => `float ${name} = get${name.toUpperCase()}AtOutCoords();`);
  return {
    variableNames: inputs.map((name) => name.toUpperCase()),
    outputShape: [...shape],
    customUniforms: [{ name: 'p', type: 'vec4' }],
    userCode: `void main() { ${reads.join(' ')} setOutput(${result}); }`,
  };
}

function runsPrograms(backend: object): backend is WebGlBackend {
  return 'runWebGLProgram' in backend;
}
