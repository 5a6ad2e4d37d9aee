import { type WebGpuProgram, webGpuDispatch } from '@hyperprior/backends/kernels';
import type { Ties } from '../options.ts';

/** The rank of each value of x, of shape [rows, N], in its row: one count over the row for each. */
export function rankProgram(ties: Ties, shape: readonly number[]): WebGpuProgram {
  return {
    variableNames: ['X'],
    outputShape: [...shape],
    ...webGpuDispatch(shape),
    size: true,
    shaderKey: `hyperpriorRank_${ties}`,
    getUserCode: () => `
// A number's bits so that their order is that of the numbers: both zeros are one, and NaN comes last.
fn orderOf(v : f32) -> u32 {
  let bits = bitcast<u32>(v);
  let size = bits & 0x7fffffffu;
  if (size > 0x7f800000u) { return 0xfffffffeu; }
  if (size == 0u) { return 0x80000000u; }
  return select(~bits, bits | 0x80000000u, bits == size);
}

fn main(index : i32) {
  if (index < uniforms.size) {
    let first = index - index % uniforms.outShape.y;
    let own = orderOf(X[index]);
    var before = 0;
    for (var i = first; i <= index; i = i + 1) {
      before = before + select(0, 1, orderOf(X[i]) <= own);
    }
    for (var i = index + 1; i < first + uniforms.outShape.y; i = i + 1) {
      before = before + select(0, 1, orderOf(X[i]) ${ties === 'max' ? '<=' : '<'} own);
    }
    setOutputAtIndex(index, f32(before));
  }
}`,
  };
}
