import type { WebGlProgram } from '@hyperprior/backends/kernels';
import type { Side } from '../ties.ts';

/** Bits tell the order of all numbers; where a shader cannot take them apart (WebGL 1), the least may pass for zero. */
const comparison = `
#if __VERSION__ >= 300
uint orderOf(float v) {
  uint bits = floatBitsToUint(v);
  uint size = bits & 0x7fffffffu;
  if (size > 0x7f800000u) { return 0xffffffffu; }
  if (size == 0u) { return 0x80000000u; }
  return bits == size ? bits | 0x80000000u : ~bits;
}
bool isAfter(float a, float b) { return orderOf(a) > orderOf(b); }
#else
bool isAfter(float a, float b) { return !isnan(b) && (isnan(a) || a > b); }
#endif

int orderAt(int row, int place) { return int(getOrder(row, place)); }
float valueAt(int row, int place) { return getX(row, orderAt(row, place)); }
int least(int a, int b) { return a < b ? a : b; }
`;

/** The steps of a bisection in the longest row, 2^24 values; a loop's bound must be a constant. */
const steps = 25;

const common = (shape: readonly number[]) => ({
  variableNames: ['X', 'Order'],
  outputShape: [...shape],
  enableShapeUniforms: true,
});

/** For each place of a merged run, which of the two runs it is taken from, and from where. */
export function mergeProgram(shape: readonly number[]): WebGlProgram {
  return {
    ...common(shape),
    customUniforms: [{ name: 'width', type: 'int' }],
    userCode: `${comparison}
void main() {
  ivec2 at = getOutputCoords();
  int row = at.x;
  int start = at.y / (2 * width) * (2 * width);
  int middle = least(start + width, outShape[1]);
  int end = least(middle + width, outShape[1]);
  int before = at.y - start;
  int low = before - least(before, end - middle);
  int high = least(before, middle - start);
  for (int i = 0; i < ${steps}; i++) {
    if (low >= high) { break; }
    int left = (low + high) / 2;
    if (isAfter(valueAt(row, start + left), valueAt(row, middle + before - 1 - left))) { high = left; }
    else { low = left + 1; }
  }
  int left = start + low;
  int right = middle + before - low;
  bool isRight = left == middle || (right < end && isAfter(valueAt(row, left), valueAt(row, right)));
  setOutput(float(orderAt(row, isRight ? right : left)));
}`,
  };
}

/** What a rank counts of the values at a `place` of the sorted row. */
const counted: Readonly<Record<Side, string>> = {
  min: 'isAfter(own, valueAt(row, place))',
  max: '!isAfter(valueAt(row, place), own)',
  ordinal: 'isAfter(own, valueAt(row, place)) || (!isAfter(valueAt(row, place), own) && orderAt(row, place) <= at.y)',
};

/** For each value, its rank, by bisection of its sorted row. */
export function placesProgram(shape: readonly number[], side: Side): WebGlProgram {
  return {
    ...common(shape),
    userCode: `${comparison}
void main() {
  ivec2 at = getOutputCoords();
  int row = at.x;
  float own = getX(row, at.y);
  int low = 0;
  int high = outShape[1];
  for (int i = 0; i < ${steps}; i++) {
    if (low >= high) { break; }
    int place = (low + high) / 2;
    if (${counted[side]}) { low = place + 1; }
    else { high = place; }
  }
  setOutput(float(${side === 'min' ? 'low + 1' : 'low'}));
}`,
  };
}
