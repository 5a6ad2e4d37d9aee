import { pad, reshape, slice, stridedSlice, type Tensor, util, zeros } from '@tensorflow/tfjs-core';

/** Where values go along an axis: the first at `start`, the others `step` apart, in `length` places. */
interface Places {
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

/** Which values are taken along an axis. */
interface Picks {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/**
 * x's values along `axis` set apart, with zeros between, before and after: the adjoint of picking every `step`-th. Made
 * of tensors of rank 4 at most: WebGL pads and slices no more.
 */
export function spaced(x: Tensor, axis: number, { start, step, length }: Places): Tensor {
  const count = x.shape[axis];
  const shape = x.shape.map((size, i) => (i === axis ? length : size));
  if (count === 0) return zeros(shape);
  const outer = util.sizeFromShape(x.shape.slice(0, axis));
  const inner = util.sizeFromShape(x.shape.slice(axis + 1));
  const span = (count - 1) * step + 1;
  const apart = step === 1 ? reshape(x, [outer, count, inner]) : setApart(reshape(x, [outer, count, 1, inner]), step);
  if (span === length) return reshape(apart, shape);
  return reshape(
    pad(apart, [
      [0, 0],
      [start, length - start - span],
      [0, 0],
    ]),
    shape,
  );
}

/** Every `step`-th value along `axis` from `start` on, `count` of them: the adjoint of spacing them. */
export function taken(x: Tensor, axis: number, { start, step, count }: Picks): Tensor {
  const outer = util.sizeFromShape(x.shape.slice(0, axis));
  const inner = util.sizeFromShape(x.shape.slice(axis + 1));
  const rows = reshape(x, [outer, x.shape[axis], inner]);
  const end = start + (count - 1) * step + 1;
  const picked =
    step === 1
      ? slice(rows, [0, start, 0], [outer, count, inner])
      : stridedSlice(rows, [0, start, 0], [outer, end, inner], [1, step, 1]);
  return reshape(
    picked,
    x.shape.map((size, i) => (i === axis ? count : size)),
  );
}

/** `[outer, count, 1, inner]` with zeros between the values of the second axis: `[outer, (count - 1) step + 1, inner]`. */
function setApart(x: Tensor, step: number): Tensor {
  const [outer, count, , inner] = x.shape;
  const padded = pad(x, [
    [0, 0],
    [0, 0],
    [0, step - 1],
    [0, 0],
  ]);
  return slice(reshape(padded, [outer, count * step, inner]), [0, 0, 0], [outer, (count - 1) * step + 1, inner]);
}
