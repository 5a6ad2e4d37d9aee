import type { WebGlProgram } from '@hyperprior/backends/kernels';
import { nodes, weights } from '../families/beta-constants.ts';
import type { BetaQuantity } from '../families/beta-kernel.ts';
import { betaShader } from '../families/beta-shader.ts';
import { commonShape } from '../ops/broadcast.ts';

const array = (values: readonly number[]) =>
  `float[${values.length}](${values.map((value) => value.toExponential(9)).join(', ')})`;

/** What `betaShader` asks of its host, in GLSL ES 3.00. TF.js makes `isnan` look at the bits. */
const dialect = `
const float nodes[${nodes.length}] = ${array(nodes)};
const float weights[${weights.length}] = ${array(weights)};
float node(int i) { return nodes[i]; }
float weight(int i) { return weights[i]; }
float choose(bool condition, float yes, float no) { return condition ? yes : no; }
float highBits(float v) { return uintBitsToFloat(floatBitsToUint(v) & 0xfffff000u); }
// hiddenZero is a zero that no compiler knows, so that the value comes back as it was and no sum is reordered around it.
float keep(float v) { return uintBitsToFloat(floatBitsToUint(v) ^ uint(hiddenZero)); }
bool isNotANumber(float v) { return isnan(v); }
float notANumber() { return NAN; }
float infinity() { return uintBitsToFloat(0x7f800000u); }
`;

/** The values of `customUniforms`, in their order. */
export const uniformValues: number[][] = [[0]];

/** One quantity of Beta(a, b) at x, element by element; the three shapes broadcast inside. */
export function betaProgram(quantity: BetaQuantity, shapes: readonly (readonly number[])[]): WebGlProgram {
  const outputShape = commonShape(shapes);
  return {
    variableNames: ['X', 'A', 'B'],
    outputShape,
    enableShapeUniforms: outputShape.length <= 4,
    customUniforms: [{ name: 'hiddenZero', type: 'int' }],
    userCode: `${dialect}${betaShader(quantity)}
void main() {
  setOutput(betaQuantity(getXAtOutCoords(), getAAtOutCoords(), getBAtOutCoords()));
}`,
  };
}
