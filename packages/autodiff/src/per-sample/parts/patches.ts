import { runHostKernel, runsOnHost } from '@hyperprior/backends/kernels';
import { concat, pad, reshape, stridedSlice, type Tensor, util } from '@tensorflow/tfjs-core';
import { isRecording } from '../../tape/is-recording.ts';
import { patchesKernel } from './host/patches-kernel.ts';
import type { Movement } from './movement.ts';

/**
 * What the filter sees at each of its places.
 * @param x of shape [batch, ...space, channels]
 * @returns for each position within the filter, in its order, the values seen there: [batch, ...places, channels] each
 */
export function patches(x: Tensor, movement: Movement): Tensor[] {
  return movement.filter.reduce<Tensor[]>(
    (images, _, axis) => images.flatMap((image) => seenAlong(image, movement, axis)),
    [x],
  );
}

/**
 * All positions, side by side in the channels: [batch, ...places, positions · channels]. On a host in one pass, unless
 * they are to be differentiated.
 */
export function patchMatrix(x: Tensor, movement: Movement): Tensor {
  if (runsOnHost() && !isRecording()) return runHostKernel(patchesKernel, [x], movement)[0];
  return plainPatchMatrix(x, movement);
}

/** By operations of TF.js, on every backend. */
export function plainPatchMatrix(x: Tensor, movement: Movement): Tensor {
  const all = patches(x, movement);
  return all.length === 1 ? all[0] : concat(all, x.rank - 1);
}

/** One spatial axis at a time, as the middle of three: a GPU cannot pad or slice tensors of rank five. */
function seenAlong(x: Tensor, movement: Movement, spatialAxis: number): Tensor[] {
  const [length, stride, dilation, padding, places] = [
    movement.filter[spatialAxis],
    movement.strides[spatialAxis],
    movement.dilations[spatialAxis],
    movement.paddings[spatialAxis],
    movement.places[spatialAxis],
  ];
  const [before, after] = [x.shape.slice(0, spatialAxis + 1), x.shape.slice(spatialAxis + 2)];
  const [outer, inner] = [before, after].map(util.sizeFromShape);
  const size = x.shape[spatialAxis + 1];
  // A number of places that was rounded up looks beyond the padding.
  const seen = (places - 1) * stride + (length - 1) * dilation + 1;
  const behind = Math.max(padding[1], seen - size - padding[0]);
  const padded = pad(reshape(x, [outer, size, inner]), [
    [0, 0],
    [padding[0], behind],
    [0, 0],
  ]);
  return Array.from({ length }, (_, position) => {
    const begin = position * dilation;
    const end = begin + (places - 1) * stride + 1;
    return reshape(stridedSlice(padded, [0, begin, 0], [outer, end, inner], [1, stride, 1]), [
      ...before,
      places,
      ...after,
    ]);
  });
}
