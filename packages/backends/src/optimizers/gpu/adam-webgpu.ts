import type { TensorInfo } from '@tensorflow/tfjs-core';
import { webGpuDispatch } from '../../webgpu-dispatch.ts';
import { registerAdamKernel } from './adam-kernel.ts';
import { type AdamPart, adamParts } from './adam-parts.ts';

/** A compute program as TF.js's WebGPU backend runs it. */
interface WebGpuProgram {
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly workgroupSize: [number, number, number];
  readonly dispatchLayout: { x: number[] };
  readonly dispatch: [number, number, number];
  readonly uniforms: string;
  readonly size: true;
  /** Names the compiled code in TF.js's cache, which adds the ranks to it in place. */
  shaderKey: string;
  getUserCode(): string;
}

/** The part of TF.js's WebGPU backend that runs a program. */
interface WebGpuBackend {
  runWebGPUProgram(
    program: WebGpuProgram,
    inputs: TensorInfo[],
    dtype: 'float32',
    uniforms: { type: 'float32'; data: number[] }[],
  ): TensorInfo;
}

/** Gives the WebGPU backend Adam's update as three programs a variable, in place of 12 operations. */
export function registerWebGpuAdam(): void {
  registerAdamKernel('webgpu', (backend, part, inputs, settings) => {
    if (!runsPrograms(backend)) throw new Error("adam: the 'webgpu' backend is not the one of TF.js 4.22");
    const uniforms = [{ type: 'float32' as const, data: settings }];
    return backend.runWebGPUProgram(program(part, inputs[0].shape), inputs, 'float32', uniforms);
  });
}

function program(part: AdamPart, shape: readonly number[]): WebGpuProgram {
  const { inputs, result } = adamParts[part];
  const reads = inputs.map((name) => `let ${name} = ${name.toUpperCase()}[index];`);
  return {
    variableNames: inputs.map((name) => name.toUpperCase()),
    outputShape: [...shape],
    ...webGpuDispatch(shape),
    uniforms: 'p : vec4<f32>,',
    size: true,
    shaderKey: `hyperpriorAdam_${part}`,
    getUserCode: () => `fn main(index : i32) {
  if (index < uniforms.size) {
    let p = uniforms.p;
    ${reads.join('\n    ')}
    setOutputAtIndex(index, ${result});
  }
}`,
  };
}

function runsPrograms(backend: object): backend is WebGpuBackend {
  return 'runWebGPUProgram' in backend;
}
