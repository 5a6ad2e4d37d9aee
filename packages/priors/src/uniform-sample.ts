import { uniformStream } from '@hyperprior/numerics';
import { sizeOf } from './ops/broadcast.ts';

const grid = 2 ** 23;

/**
 * Uniform numbers at the midpoints of 2²³ cells of (0, 1): float32 holds each of them exactly, so neither a 0 nor
 * a 1 can arise from rounding.
 */
export function uniformSample(shape: readonly number[], seed: number): Float32Array {
  const stream = uniformStream(seed);
  return Float32Array.from({ length: sizeOf(shape) }, () => (Math.floor(stream.uniform() * grid) + 0.5) / grid);
}
