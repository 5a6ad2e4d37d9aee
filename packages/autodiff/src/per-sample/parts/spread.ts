import { reshape, slice, sum, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { sampleAxis } from '../layout.ts';
import type { LinearUse } from './linear-use.ts';

/** Whether the variable is the same for all samples along the output's axes. */
export function isSpread({ output, layout, seenAs }: LinearUse): boolean {
  const axis = sampleAxis(output.shape, layout);
  if (axis === null) return false;
  return layout.batch === 1 || (seenAs[axis - (output.rank - seenAs.length)] ?? 1) === 1;
}

/**
 * The adjoint of spreading the variable over the output's shape, for each of `count` samples from `from` on:
 * [count, ...seenAs].
 */
export function gathered(values: Tensor, use: LinearUse, from: number, count: number): Tensor {
  const { output, layout, seenAs } = use;
  const { shape, rank } = output;
  const axis = sampleAxis(shape, layout) ?? 0;
  const places = shape[axis] / layout.batch;
  const split = reshape(values, [...shape.slice(0, axis), layout.batch, places, ...shape.slice(axis + 1)]);
  const order = [axis, ...split.shape.map((_, i) => i).filter((i) => i !== axis)];
  const sampleFirst = axis === 0 ? split : transpose(split, order);
  const chosen = slice(sampleFirst, from, count);
  const repeated = chosen.shape
    .map((_, i) => i)
    .filter((i) => i > 0 && (seenAs[i - 1 - (rank - seenAs.length)] ?? 1) === 1);
  return reshape(repeated.length > 0 ? sum(chosen, repeated) : chosen, [count, ...seenAs]);
}
