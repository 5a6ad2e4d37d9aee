import { engine, mul, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { rowsOfSamples, sumOfSamples } from '../layout.ts';
import type { LinearUse, PartOf } from './linear-use.ts';
import { type Movement, movement2d, movement3d } from './movement.ts';
import { outerProduct } from './outer-product.ts';
import type { Part } from './part.ts';
import { patchMatrix } from './patches.ts';

/** With the direction in the filter's place, the same kernel gives what the projections are made of. */
export const projectBy =
  (kernel: string, use: LinearUse, dy: Tensor): Part['project'] =>
  (direction) => {
    const { kept, attributes, layout } = use;
    const moved = engine().runKernel<Tensor>(kernel, { ...kept, filter: direction }, attributes);
    return sumOfSamples(mul(dy, moved), layout);
  };

/** The filter's gradient is the product of what it saw and of dy, over all places. */
const filterPart = (kernel: string, movementOf: (use: LinearUse) => Movement | null): PartOf => {
  return (use) => {
    const movement = use.kept.x ? movementOf(use) : null;
    if (!movement || use.layout.outer !== 1) return null;
    const channels = use.seenAs[use.seenAs.length - 1];
    return (dy) =>
      outerProduct(use, projectBy(kernel, use, dy), () => ({
        a: asRows(patchMatrix(use.kept.x, movement), use),
        d: rowsOfSamples(dy, use.layout, channels),
      }));
  };
};

/** [batch, rows, width] */
function asRows(x: Tensor, { layout: { batch } }: LinearUse): Tensor {
  const width = x.shape[x.rank - 1];
  return reshape(x, [batch, x.size / (batch * width), width]);
}

export const conv2d = filterPart('Conv2D', movement2d);
export const conv3d = filterPart('Conv3D', movement3d);

/** The transposed convolution sees with its filter what comes out. */
export const conv2dTranspose: PartOf = (use) => {
  const movement = use.kept.dy ? movement2d(use) : null;
  if (!movement || use.layout.outer !== 1) return null;
  return (dy) =>
    outerProduct(use, projectBy('Conv2DBackpropInput', use, dy), () => ({
      a: asRows(patchMatrix(dy, movement), use),
      d: asRows(use.kept.dy, use),
    }));
};
