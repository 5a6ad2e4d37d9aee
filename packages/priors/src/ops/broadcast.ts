/** The number of elements of a shape. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

/** The shape that all of these broadcast to, by NumPy's rules; null where they do not. */
export function broadcastShape(shapes: readonly (readonly number[])[]): number[] | null {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const common: number[] = new Array(rank).fill(1);
  for (const shape of shapes)
    for (let i = 0; i < shape.length; i++) {
      const axis = rank - shape.length + i;
      if (common[axis] === 1) common[axis] = shape[i];
      else if (shape[i] !== 1 && shape[i] !== common[axis]) return null;
    }
  return common;
}

/** The shape that all of these broadcast to, where it is known that they do. */
export function commonShape(shapes: readonly (readonly number[])[]): number[] {
  const shape = broadcastShape(shapes);
  if (!shape) throw new RangeError(`shapes ${shapes.map((each) => `[${each}]`).join(' and ')} do not broadcast`);
  return shape;
}

/** Maps an element's index in `shape` to its index in a tensor of shape `from` that broadcasts to it. */
export function offsets(from: readonly number[], shape: readonly number[]): (index: number) => number {
  const size = sizeOf(from);
  if (size === 1) return () => 0;
  if (size === sizeOf(shape)) return (index) => index;
  const lengths = shape.map((_, axis) => from[from.length - shape.length + axis] ?? 1);
  const first = lengths.findIndex((length) => length !== 1);
  const end = lengths.findLastIndex((length) => length !== 1) + 1;
  // All of it repeated, each of its elements repeated, or both.
  if (lengths.slice(first, end).every((length, i) => length === shape[first + i])) {
    const inner = sizeOf(shape.slice(end));
    return (index) => Math.floor(index / inner) % size;
  }
  const strides = lengths.map((length, axis) => (length === 1 ? 0 : sizeOf(lengths.slice(axis + 1))));
  return (index) => {
    let [rest, offset] = [index, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      offset += (rest % shape[axis]) * strides[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    return offset;
  };
}
