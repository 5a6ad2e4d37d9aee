import type { HostTensor } from '@hyperprior/backends/kernels';

/** How a tensor falls into slices along an axis: `inner` elements of each slice in turn, `outer` times over. */
export interface Layout {
  readonly slices: number;
  /** Values in a slice. */
  readonly count: number;
  /** Elements between neighbours along the axis. */
  readonly inner: number;
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

/** The layout of a shape along an axis, or as one slice for `null`. */
export function layoutOf(shape: readonly number[], axis: number | null): Layout {
  const count = sizeOf(shape);
  if (axis === null) return { slices: 1, count, inner: count };
  return { slices: shape[axis], count: count / shape[axis], inner: sizeOf(shape.slice(axis + 1)) };
}

/** Copies a slice of the whole tensor's values into `out`. */
export function gather(
  all: HostTensor['values'],
  { slices, count, inner }: Layout,
  slice: number,
  out: Float32Array,
): void {
  for (let i = 0, from = slice * inner; i < count; from += slices * inner, i += inner)
    if (inner === 1) out[i] = all[from];
    else out.set(all.subarray(from, from + inner), i);
}

/** Copies a slice's values back to their positions in the whole tensor. */
export function scatter(
  values: Float32Array,
  { slices, count, inner }: Layout,
  slice: number,
  all: HostTensor['values'],
): void {
  for (let i = 0, to = slice * inner; i < count; to += slices * inner, i += inner)
    if (inner === 1) all[to] = values[i];
    else all.set(values.subarray(i, i + inner), to);
}
