import { type WebGpuProgram, webGpuDispatch } from '@hyperprior/backends/kernels';
import type { Side } from '../ties.ts';

const comparison = `
// A number's bits so that their order is that of the numbers: both zeros are one, and NaN comes last.
fn orderOf(v : f32) -> u32 {
  let bits = bitcast<u32>(v);
  let size = bits & 0x7fffffffu;
  if (size > 0x7f800000u) { return 0xffffffffu; }
  if (size == 0u) { return 0x80000000u; }
  return select(~bits, bits | 0x80000000u, bits == size);
}
fn orderAt(first : i32, place : i32) -> i32 { return i32(Order[first + place]); }
fn keyAt(first : i32, place : i32) -> u32 { return orderOf(X[first + orderAt(first, place)]); }
`;

const common = (shape: readonly number[]) => ({
  variableNames: ['X', 'Order'],
  outputShape: [...shape],
  ...webGpuDispatch(shape),
  size: true as const,
});

/** For each place of a merged run, which of the two runs it is taken from, and from where. */
export function mergeProgram(shape: readonly number[]): WebGpuProgram {
  return {
    ...common(shape),
    uniforms: 'width : f32,',
    shaderKey: 'hyperpriorMergeRuns',
    getUserCode: () => `${comparison}
fn main(index : i32) {
  if (index < uniforms.size) {
    let width = i32(uniforms.width);
    let count = uniforms.outShape.y;
    let at = index % count;
    let first = index - at;
    let start = at / (2 * width) * (2 * width);
    let middle = min(start + width, count);
    let end = min(middle + width, count);
    let before = at - start;
    var low = before - min(before, end - middle);
    var high = min(before, middle - start);
    while (low < high) {
      let half = (low + high) / 2;
      if (keyAt(first, start + half) > keyAt(first, middle + before - 1 - half)) { high = half; }
      else { low = half + 1; }
    }
    let left = start + low;
    let right = middle + before - low;
    let isRight = left == middle || (right < end && keyAt(first, left) > keyAt(first, right));
    setOutputAtIndex(index, f32(orderAt(first, select(left, right, isRight))));
  }
}`,
  };
}

/** What a rank counts of the values at a `place` of the sorted row. */
const counted: Readonly<Record<Side, string>> = {
  min: 'key < own',
  max: 'key <= own',
  ordinal: 'key < own || (key == own && orderAt(first, place) <= at)',
};

/** For each value, its rank, by bisection of its sorted row. */
export function placesProgram(shape: readonly number[], side: Side): WebGpuProgram {
  return {
    ...common(shape),
    shaderKey: `hyperpriorBisectOrder_${side}`,
    getUserCode: () => `${comparison}
fn main(index : i32) {
  if (index < uniforms.size) {
    let count = uniforms.outShape.y;
    let at = index % count;
    let first = index - at;
    let own = orderOf(X[index]);
    var low = 0;
    var high = count;
    while (low < high) {
      let place = (low + high) / 2;
      let key = keyAt(first, place);
      if (${counted[side]}) { low = place + 1; }
      else { high = place; }
    }
    setOutputAtIndex(index, f32(${side === 'min' ? 'low + 1' : 'low'}));
  }
}`,
  };
}
