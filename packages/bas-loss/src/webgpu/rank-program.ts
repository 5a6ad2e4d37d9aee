import type { Ties } from '../options.ts';

/** A compute program as TF.js's WebGPU backend runs it. */
export interface WebGpuProgram {
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly workgroupSize: [number, number, number];
  readonly dispatchLayout: { x: number[] };
  readonly dispatch: [number, number, number];
  /** Adds `uniforms.size`, the number of elements of the output. */
  readonly size: true;
  /** Names the compiled code in TF.js's cache, which adds the ranks to it in place. */
  shaderKey: string;
  getUserCode(): string;
}

const workgroupSize = 64;
const mostWorkgroups = 65535;

/** The rank of each value of x, of shape [rows, N], in its row: one count over the row for each. */
export function rankProgram(ties: Ties, shape: readonly number[]): WebGpuProgram {
  const [rows, count] = shape;
  return {
    variableNames: ['X'],
    outputShape: [rows, count],
    workgroupSize: [workgroupSize, 1, 1],
    dispatchLayout: { x: [0, 1] },
    dispatch: dispatchFor(rows * count),
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

/** The workgroups along x, and along y where one axis cannot count them all. */
function dispatchFor(size: number): [number, number, number] {
  const groups = Math.ceil(size / workgroupSize);
  if (groups <= mostWorkgroups) return [groups, 1, 1];
  const side = Math.ceil(Math.sqrt(groups));
  return [side, Math.ceil(groups / side), 1];
}
