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
  const repeats = trailingRepeats(from, shape);
  if (repeats.outer === size) return (index) => Math.floor(index / repeats.inner);
  if (repeats.inner === 1 && trailingMatch(from, shape)) return (index) => index % size;
  const strides = broadcastStrides(from, shape);
  return (index) => {
    let [rest, offset] = [index, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      offset += (rest % shape[axis]) * strides[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    return offset;
  };
}

/** How many trailing elements share one value (`inner`), and how many values lie before (`outer`), if from = [..., 1, 1]. */
function trailingRepeats(from: readonly number[], shape: readonly number[]): { outer: number; inner: number } {
  let axis = shape.length - 1;
  let inner = 1;
  const lengthAt = (at: number) => from[from.length - shape.length + at] ?? 1;
  while (axis >= 0 && lengthAt(axis) === 1) inner *= shape[axis--];
  const outer = shape.slice(0, axis + 1);
  const same = outer.every((length, at) => lengthAt(at) === length);
  return { inner, outer: same ? sizeOf(outer) : -1 };
}

/** Whether `from` is `shape` without some leading axes. */
function trailingMatch(from: readonly number[], shape: readonly number[]): boolean {
  const squeezed = from.slice(from.findIndex((length) => length !== 1));
  return squeezed.every((length, i) => length === shape[shape.length - squeezed.length + i]);
}

function broadcastStrides(from: readonly number[], shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(0);
  let stride = 1;
  for (let i = 1; i <= from.length; i++) {
    const length = from[from.length - i];
    if (length !== 1) strides[shape.length - i] = stride;
    stride *= length;
  }
  return strides;
}
