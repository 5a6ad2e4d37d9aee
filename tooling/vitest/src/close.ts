import type { Tensor } from '@tensorflow/tfjs-core';

/** How far `actual` may be from `expected`: `abs + rel * |expected|`, per value. */
export interface Tolerance {
  abs?: number;
  rel?: number;
}

/**
 * Asserts that two lists of numbers agree, value by value, and says where and by how much they do not.
 * Non-finite values must be the same non-finite value.
 */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: Tolerance): void {
  const { abs = 0, rel = 0 } = tolerance;
  if (actual.length !== expected.length) throw new Error(`expected ${expected.length} values, got ${actual.length}`);
  let worst = 0;
  let at = -1;
  for (let i = 0; i < expected.length; i++) {
    if (Object.is(actual[i], expected[i]) || actual[i] === expected[i]) continue;
    const excess = Math.abs(actual[i] - expected[i]) / (abs + rel * Math.abs(expected[i]));
    if (!(excess <= 1) && !(excess <= worst)) {
      worst = Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess;
      at = i;
    }
  }
  if (at >= 0)
    throw new Error(
      `value ${at} of ${expected.length} is ${actual[at]}, expected ${expected[at]} (abs ${abs}, rel ${rel}): ${worst.toPrecision(3)} times the tolerance`,
    );
}

/** Like `expectClose`, for a tensor, read asynchronously (a GPU cannot be read otherwise). */
export async function expectTensorClose(
  actual: Tensor,
  expected: ArrayLike<number>,
  tolerance: Tolerance,
): Promise<void> {
  expectClose(await actual.data(), expected, tolerance);
}
