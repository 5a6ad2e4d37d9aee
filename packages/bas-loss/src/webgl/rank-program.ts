import type { WebGlProgram } from '@hyperprior/backends/kernels';
import type { Ties } from '../options.ts';

/** The rank of each value of x, of shape [rows, N], in its row: one count over the row for each. */
export function rankProgram(ties: Ties, shape: readonly number[]): WebGlProgram {
  return {
    variableNames: ['X'],
    outputShape: [...shape],
    enableShapeUniforms: true,
    userCode: `
// A number's bits so that their order is that of the numbers: both zeros are one, and NaN comes last.
uint orderOf(float v) {
  uint bits = floatBitsToUint(v);
  uint size = bits & 0x7fffffffu;
  if (size > 0x7f800000u) { return 0xfffffffeu; }
  if (size == 0u) { return 0x80000000u; }
  return bits == size ? bits | 0x80000000u : ~bits;
}

void main() {
  ivec2 at = getOutputCoords();
  uint own = orderOf(getX(at.x, at.y));
  float before = 0.0;
  for (int i = 0; i <= at.y; i++) {
    before += orderOf(getX(at.x, i)) <= own ? 1.0 : 0.0;
  }
  for (int i = at.y + 1; i < outShape[1]; i++) {
    before += orderOf(getX(at.x, i)) ${ties === 'max' ? '<=' : '<'} own ? 1.0 : 0.0;
  }
  setOutput(before);
}`,
  };
}
