import { type WebGpuProgram, webGpuDispatch } from '@hyperprior/backends/kernels';
import { nodes, weights } from '../families/beta-constants.ts';
import type { BetaQuantity } from '../families/beta-kernel.ts';
import { betaShader } from '../families/beta-shader.ts';
import { commonShape } from '../ops/broadcast.ts';
import { toWgsl } from './to-wgsl.ts';

const array = (values: readonly number[]) =>
  `array<f32, ${values.length}>(${values.map((value) => value.toExponential(9)).join(', ')})`;

/** What `betaShader` asks of its host. The backend supplies `isnan`, which looks at the bits. */
const dialect = `
const nodes = ${array(nodes)};
const weights = ${array(weights)};
fn node(i: i32) -> f32 { return nodes[i]; }
fn weight(i: i32) -> f32 { return weights[i]; }
fn choose(condition: bool, yes: f32, no: f32) -> f32 { return select(no, yes, condition); }
fn highBits(v: f32) -> f32 { return bitcast<f32>(bitcast<u32>(v) & 0xfffff000u); }
// A zero that no compiler knows, so that the value comes back as it was and no sum is reordered around it.
fn keep(v: f32) -> f32 { return bitcast<f32>(bitcast<u32>(v) ^ select(0u, 1u, uniforms.size < 0)); }
fn isNotANumber(v: f32) -> bool { return isnan(v); }
fn notANumber() -> f32 { return uniforms.NAN; }
fn infinity() -> f32 { return uniforms.INFINITY; }
`;

/** One quantity of Beta(a, b) at x, element by element; the three shapes broadcast inside. */
export function betaProgram(quantity: BetaQuantity, shapes: readonly (readonly number[])[]): WebGpuProgram {
  const outputShape = commonShape(shapes);
  return {
    variableNames: ['X', 'A', 'B'],
    outputShape,
    ...webGpuDispatch(outputShape),
    size: true,
    shaderKey: `hyperpriorBeta_${quantity}`,
    getUserCode: () => `${dialect}${toWgsl(betaShader(quantity))}
fn main(index : i32) {
  if (index < uniforms.size) {
    let x = getXByOutputIndex(index);
    setOutputAtIndex(index, betaQuantity(x, getAByOutputIndex(index), getBByOutputIndex(index)));
  }
}`,
  };
}
