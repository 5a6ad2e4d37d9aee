import { matMul, reshape, slice, stack, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { projectBy } from './convolution.ts';
import type { LinearUse, PartOf } from './linear-use.ts';
import { depthwiseMovement, type Movement } from './movement.ts';
import { patches } from './patches.ts';

/** A depthwise convolution of one image a sample: each channel has filters of its own. */
export const depthwise: PartOf = (use) => {
  const { kept, layout } = use;
  const movement = kept.x?.shape[0] === layout.batch ? depthwiseMovement(use) : null;
  if (!movement) return null;
  return (dy) => ({
    project: projectBy('DepthwiseConv2dNative', use, dy),
    gradients: (from, count) => filterGradients(use, movement, dy, from, count),
  });
};

/** For each sample and channel, what each position of the filter saw at all places, times dy there. */
function filterGradients(use: LinearUse, movement: Movement, dy: Tensor, from: number, count: number): Tensor {
  const [, , channels, multiplier] = use.seenAs;
  const all = patches(slice(use.kept.x, from, count), movement);
  const [seen, positions] = [stack(all, 1), all.length];
  const places = seen.size / (count * positions * channels);
  const a = transpose(reshape(seen, [count, positions, places, channels]), [0, 3, 1, 2]);
  const d = transpose(reshape(slice(dy, from, count), [count, places, channels, multiplier]), [0, 2, 1, 3]);
  return reshape(transpose(matMul(a, d), [0, 2, 1, 3]), [count, ...use.seenAs]);
}
