import { webGpuDispatch } from '../../gpu/webgpu-dispatch.ts';
import { registerWebGpuKernel, type WebGpuProgram } from '../../gpu/webgpu-kernel.ts';
import { adamKernelName, adamPartCall } from './adam-kernel.ts';
import { type AdamPart, adamParts } from './adam-parts.ts';

/** Gives the WebGPU backend Adam's update as three programs a variable, in place of 12 operations. */
export function registerWebGpuAdam(): void {
  registerWebGpuKernel(adamKernelName, (named, attributes) => {
    const { part, settings, inputs } = adamPartCall(named, attributes);
    const uniforms = [{ type: 'float32' as const, data: settings }];
    return { program: program(part, inputs[0].shape), inputs, uniforms };
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
