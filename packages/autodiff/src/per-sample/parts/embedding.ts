import {
  add,
  cast,
  gather,
  mul,
  range,
  reshape,
  slice,
  type Tensor,
  type Tensor1D,
  unsortedSegmentSum,
  util,
} from '@tensorflow/tfjs-core';
import { rowsOfSamples, sumOfSamples } from '../layout.ts';
import type { LinearUse, PartOf } from './linear-use.ts';

/** `y = w[indices]`, rows picked by the samples: an embedding. */
export const embedding: PartOf = (use) => {
  const { kept, attributes, layout, seenAs } = use;
  const isPlain = Number(attributes.axis) === 0 && Number(attributes.batchDims ?? 0) === 0;
  if (!kept.indices || !isPlain || layout.inner % util.sizeFromShape(seenAs.slice(1)) !== 0) return null;
  return (dy) => ({
    project: (direction) => sumOfSamples(mul(dy, gather(direction, cast(kept.indices, 'int32'))), layout),
    gradients: (from, count) => pickedGradients(use, dy, from, count),
  });
};

/** Each sample's rows, added at the places that they were picked from. */
function pickedGradients({ kept, layout, seenAs }: LinearUse, dy: Tensor, from: number, count: number): Tensor {
  const [length, ...rest] = seenAs;
  const width = util.sizeFromShape(rest);
  const rows = slice(rowsOfSamples(dy, layout, width), from, count);
  const picks = rowsOfSamples(kept.indices, { ...layout, inner: layout.inner / width }, 1);
  const offsets = reshape(range(0, count * length, length, 'int32'), [count, 1, 1]);
  const places: Tensor1D = reshape(add(cast(slice(picks, from, count), 'int32'), offsets), [-1]);
  const sums = unsortedSegmentSum(reshape(rows, [-1, width]), places, count * length);
  return reshape(sums, [count, ...seenAs]);
}
