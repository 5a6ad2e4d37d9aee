import { concat, pad, stridedSlice, type Tensor } from '@tensorflow/tfjs-core';

/** How a filter moves over an image, along each of its spatial axes. */
export interface Movement {
  readonly filter: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly paddings: readonly [before: number, after: number][];
  /** The number of places of the filter. */
  readonly places: readonly number[];
}

/**
 * What the filter sees at each of its places.
 * @param x of shape [batch, ...space, channels]
 * @returns for each position within the filter, in its order, the values seen there: [batch, ...places, channels] each
 */
export function patches(x: Tensor, { filter, strides, dilations, paddings, places }: Movement): Tensor[] {
  const padded = pad(x, [[0, 0], ...paddings.map(([before, after]): [number, number] => [before, after]), [0, 0]]);
  const [batch, channels] = [x.shape[0], x.shape[x.rank - 1]];
  return positions(filter).map((position) => {
    const begin = position.map((index, i) => index * dilations[i]);
    const end = begin.map((start, i) => start + (places[i] - 1) * strides[i] + 1);
    return stridedSlice(padded, [0, ...begin, 0], [batch, ...end, channels], [1, ...strides, 1]);
  });
}

/** All positions, side by side in the channels: [batch, ...places, positions · channels]. */
export function patchMatrix(x: Tensor, movement: Movement): Tensor {
  const all = patches(x, movement);
  return all.length === 1 ? all[0] : concat(all, x.rank - 1);
}

function positions(lengths: readonly number[]): number[][] {
  return lengths.reduce<number[][]>(
    (known, length) => known.flatMap((position) => Array.from({ length }, (_, i) => [...position, i])),
    [[]],
  );
}
