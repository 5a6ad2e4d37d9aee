/** How a tensor falls into slices along an axis: element `i` belongs to slice `floor(i / inner) % slices`. */
export interface Layout {
  readonly slices: number;
  /** Values in a slice. */
  readonly count: number;
  /** Elements between neighbours along the axis. */
  readonly inner: number;
}

/** The layout of a shape along an axis, or as one slice for `null`. */
export function layoutOf(shape: readonly number[], axis: number | null): Layout {
  const size = shape.reduce((product, length) => product * length, 1);
  if (axis === null) return { slices: 1, count: size, inner: size };
  const inner = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  return { slices: shape[axis], count: size / shape[axis], inner };
}

/** The index, in the whole tensor, of a slice's value number `i`. */
export function indexIn({ slices, inner }: Layout, slice: number, i: number): number {
  const outer = Math.floor(i / inner);
  return (outer * slices + slice) * inner + (i - outer * inner);
}
