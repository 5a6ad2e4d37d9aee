import type { Tensor } from '@tensorflow/tfjs-core';
import { spaced, taken } from './spaced.ts';

/** The dilations of each of `rank` spatial axes; 1 where they are not told. */
export function dilationsOf(dilations: number | readonly number[] | null | undefined, rank: number): number[] {
  const steps = typeof dilations === 'number' || !dilations ? [dilations ?? 1] : dilations;
  return Array.from({ length: rank }, (_, i) => steps[steps.length === 1 ? 0 : i]);
}

/** A filter with zeros between its values along its first axes, whose convolution is the dilated one. */
export function widened(filter: Tensor, dilations: readonly number[]): Tensor {
  return dilations.reduce(
    (wide, step, axis) =>
      step === 1 ? wide : spaced(wide, axis, { start: 0, step, length: (wide.shape[axis] - 1) * step + 1 }),
    filter,
  );
}

/** The shape of the widened filter. */
export function widenedShape(shape: readonly number[], dilations: readonly number[]): number[] {
  return shape.map((size, axis) => (axis < dilations.length ? (size - 1) * dilations[axis] + 1 : size));
}

/** The adjoint of widening: the values that stand where the filter's own do. */
export function narrowed(wide: Tensor, dilations: readonly number[]): Tensor {
  return dilations.reduce(
    (filter, step, axis) =>
      step === 1 ? filter : taken(filter, axis, { start: 0, step, count: (filter.shape[axis] - 1) / step + 1 }),
    wide,
  );
}
