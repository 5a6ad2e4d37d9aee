import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Plan, registerProgram } from './kernel-plan.ts';
import type { WebGpuDispatch } from './webgpu-dispatch.ts';

/** A compute program as TF.js's WebGPU backend runs it. */
export interface WebGpuProgram extends WebGpuDispatch {
  readonly variableNames: string[];
  readonly outputShape: number[];
  /** Declarations that are added to the uniforms. */
  readonly uniforms?: string;
  /** Adds `uniforms.size`, the number of elements of the output. */
  readonly size: true;
  /** Names the compiled code in TF.js's cache, which adds the ranks and broadcast axes to it in place. */
  shaderKey: string;
  getUserCode(): string;
}

/** A program with its inputs, and the values of its own `uniforms`. */
export interface WebGpuRun {
  readonly program: WebGpuProgram;
  readonly inputs: TensorInfo[];
  readonly uniforms?: { type: 'float32'; data: number[] }[];
}

/** The part of TF.js's WebGPU backend that runs a program. */
interface WebGpuBackend {
  runWebGPUProgram(
    program: WebGpuProgram,
    inputs: TensorInfo[],
    dtype: 'float32',
    uniforms?: WebGpuRun['uniforms'],
  ): TensorInfo;
}

/** Registers a WebGPU kernel that is one program with a float32 result; calling it again changes nothing. */
export function registerWebGpuKernel(kernelName: `Hyperprior${string}`, plan: Plan<WebGpuRun>): void {
  registerProgram(kernelName, 'webgpu', plan, (backend, { program, inputs, uniforms }) =>
    runsPrograms(backend) ? backend.runWebGPUProgram(program, inputs, 'float32', uniforms) : null,
  );
}

function runsPrograms(backend: object): backend is WebGpuBackend {
  return 'runWebGPUProgram' in backend;
}
