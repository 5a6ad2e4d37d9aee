import type { NamedAttrMap, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';

/** A recorded kernel call. Its tensors may have been disposed: their shapes and ids are what is asked for. */
export interface Operation {
  readonly kernel: string;
  readonly attributes: NamedAttrMap;
  readonly inputs: NamedTensorMap;
  readonly output: Tensor;
}

/** An axis, or several, given as an attribute; all axes of the tensor where none is. */
export function axesOf({ attributes }: Pick<Operation, 'attributes'>, name: string, { rank }: Tensor): number[] {
  const given = attributes[name] ?? null;
  const axes = given === null ? [] : [given].flat().map(Number);
  if (axes.length === 0) return Array.from({ length: rank }, (_, i) => i);
  return axes.map((axis) => (axis < 0 ? axis + rank : axis));
}
