import { add, cast, equal, mul, pad, reshape, sub, type Tensor, util, zerosLike } from '@tensorflow/tfjs-core';
import { unrecorded } from '../tape/is-recording.ts';
import { taken } from './spaced.ts';

/** How windows lie along one axis: where the first begins, how they step, what they hold. */
export interface WindowAxis {
  /** Places before the first value that the first window takes in. */
  readonly before: number;
  readonly stride: number;
  /** Values in a window, and the distance between them. */
  readonly size: number;
  readonly dilation: number;
  /** How many windows there are. */
  readonly count: number;
}

/** Stands where a window reaches over the edge; Infinity cannot be written in a shader. */
const belowAll = -1e38;

/**
 * One tensor for each place in a window, in row-major order: the values that stand there in every window. The windows
 * lie along x's axes from the second on.
 */
export function windowPlaces(x: Tensor, axes: readonly WindowAxis[], outside = 0): Tensor[] {
  return axes.reduce<Tensor[]>(
    (all, { size, dilation, stride, count }, i) =>
      all.flatMap((values) =>
        Array.from({ length: size }, (_, at) => taken(values, i + 1, { start: at * dilation, step: stride, count })),
      ),
    [padded(x, axes, outside)],
  );
}

/**
 * For each place in a window a mask of ones and zeros: where the window's first maximum stands. A constant to every
 * derivative.
 * @param candidates for each place its values, as `windowPlaces` gives them
 */
export function firstMaxima(candidates: readonly Tensor[], maxima: Tensor): Tensor[] {
  return unrecorded(() => {
    let open = add(zerosLike(maxima), 1);
    return candidates.map((candidate) => {
      const mask = mul(cast(equal(candidate, maxima), 'float32'), open);
      open = sub(open, mask);
      return mask;
    });
  });
}

/** The windows' values, and below all else where they reach over the edge. */
export const candidatePlaces = (x: Tensor, axes: readonly WindowAxis[]) => windowPlaces(x, axes, belowAll);

/** In each window the value that stands where the mask has its one. */
export function picked(places: readonly Tensor[], masks: readonly Tensor[]): Tensor {
  return places.map((values, i) => mul(values, masks[i])).reduce((sum, values) => add(sum, values));
}

/** x, padded along its axes from the second on as far as the windows reach. */
export function padded(x: Tensor, axes: readonly WindowAxis[], outside = 0): Tensor {
  return axes.reduce((before, axis, i) => paddedAlong(before, i + 1, axis, outside), x);
}

/** x, padded along an axis as far as the windows reach. */
function paddedAlong(x: Tensor, at: number, axis: WindowAxis, outside: number): Tensor {
  const length = x.shape[at];
  const reach = (axis.count - 1) * axis.stride + (axis.size - 1) * axis.dilation + 1;
  const after = Math.max(0, reach - axis.before - length);
  if (axis.before === 0 && after === 0) return x;
  const outer = util.sizeFromShape(x.shape.slice(0, at));
  // WebGL pads tensors of rank 4 at most.
  const rows = reshape(x, [outer, length, util.sizeFromShape(x.shape.slice(at + 1))]);
  const longer = pad(
    rows,
    [
      [0, 0],
      [axis.before, after],
      [0, 0],
    ],
    outside,
  );
  return reshape(
    longer,
    x.shape.map((size, i) => (i === at ? axis.before + length + after : size)),
  );
}
