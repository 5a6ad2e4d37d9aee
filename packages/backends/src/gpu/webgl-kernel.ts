import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Plan, registerProgram } from './kernel-plan.ts';

/** A fragment program as TF.js's WebGL backend runs it. */
export interface WebGlProgram {
  readonly variableNames: string[];
  readonly outputShape: number[];
  /** Shapes come as uniforms, so that one compiled program serves many of them; TF.js knows how up to rank 4. */
  readonly enableShapeUniforms?: boolean;
  /** Each takes its values from the list that goes along with the program. */
  readonly customUniforms?: { name: string; type: 'int' | 'vec4' }[];
  readonly userCode: string;
}

/** A program with its inputs, and the values of its `customUniforms` in their order. */
export interface WebGlRun {
  readonly program: WebGlProgram;
  readonly inputs: TensorInfo[];
  readonly uniforms?: number[][];
}

/** The part of TF.js's WebGL backend that runs a program. */
interface WebGlBackend {
  runWebGLProgram(program: WebGlProgram, inputs: TensorInfo[], dtype: 'float32', uniforms?: number[][]): TensorInfo;
}

/** Registers a WebGL kernel that is one program with a float32 result; calling it again changes nothing. */
export function registerWebGlKernel(kernelName: `Hyperprior${string}`, plan: Plan<WebGlRun>): void {
  registerProgram(kernelName, 'webgl', plan, (backend, { program, inputs, uniforms }) =>
    runsPrograms(backend) ? backend.runWebGLProgram(program, inputs, 'float32', uniforms) : null,
  );
}

function runsPrograms(backend: object): backend is WebGlBackend {
  return 'runWebGLProgram' in backend;
}
