import { registerWebGlKernel, type WebGlProgram } from '../../gpu/webgl-kernel.ts';
import { adamKernelName, adamPartCall } from './adam-kernel.ts';
import { type AdamPart, adamParts } from './adam-parts.ts';

/** Gives the WebGL backend Adam's update as three programs a variable, in place of 12 operations. */
export function registerWebGlAdam(): void {
  registerWebGlKernel(adamKernelName, (named, attributes) => {
    const { part, settings, inputs } = adamPartCall(named, attributes);
    return { program: program(part, inputs[0].shape), inputs, uniforms: [settings] };
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
