import {
  ClipByValue,
  type ClipByValueAttrs,
  type GradConfig,
  greaterEqual,
  lessEqual,
  logicalAnd,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { type HostKernel, runHostKernel } from '../host-kernel.ts';
import { gradientOf, servesOnHost } from './rule.ts';

/** dy between the bounds and 0 beyond, in one pass instead of five. */
const clipGradientKernel: HostKernel<ClipByValueAttrs> = {
  name: 'HyperpriorClipGradient',
  outputs: ([{ shape }]) => [{ shape }],
  compute([dy, x], [dx], { clipValueMin, clipValueMax }) {
    const [low, high] = [Math.fround(clipValueMin), Math.fround(clipValueMax)];
    for (let i = 0; i < dx.values.length; i++)
      dx.values[i] = x.values[i] >= low && x.values[i] <= high ? dy.values[i] : 0;
  },
};

function derivative(dy: Tensor, x: Tensor, bounds: ClipByValueAttrs): Tensor {
  if (servesOnHost()) return runHostKernel(clipGradientKernel, [dy, x], bounds)[0];
  const inside = logicalAnd(greaterEqual(x, bounds.clipValueMin), lessEqual(x, bounds.clipValueMax));
  // Not by a product with a mask: an infinite or NaN dy elsewhere must not leak in.
  return where(inside, dy, zerosLike(dy));
}

export const clipGradient: GradConfig = gradientOf<ClipByValueAttrs>(
  ClipByValue,
  { inputs: ['x'] },
  (dy, [x], bounds) => ({ x: () => derivative(dy, x, bounds) }),
);
