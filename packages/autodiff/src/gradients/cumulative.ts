import { cumsumGradient } from '@hyperprior/backends/gradients';
import {
  Cumprod,
  type CumprodAttrs,
  type GradConfig,
  mul,
  pad,
  reshape,
  reverse,
  slice,
  type Tensor,
  util,
} from '@tensorflow/tfjs-core';
import { byFormula } from './by-formula.ts';

/** x, moved by some places along the middle axis of `[outer, length, inner]`; ones come in. */
function moved(x: Tensor, places: number): Tensor {
  const [outer, length, inner] = x.shape;
  const kept = slice(x, [0, 0, 0], [outer, Math.max(0, length - places), inner]);
  return pad(
    kept,
    [
      [0, 0],
      [Math.min(places, length), 0],
      [0, 0],
    ],
    1,
  );
}

/** The cumulative product in log₂ steps, each a product with itself moved: no division, so zeros do no harm. */
function byDoubling([x]: readonly Tensor[], { axis, exclusive, reverse: reversed }: CumprodAttrs): Tensor {
  const [along] = util.parseAxisParam(axis, x.shape);
  const length = x.shape[along];
  const outer = util.sizeFromShape(x.shape.slice(0, along));
  const inner = util.sizeFromShape(x.shape.slice(along + 1));
  const turned = (y: Tensor) => (reversed ? reverse(y, 1) : y);
  let product = turned(reshape(x, [outer, length, inner]));
  for (let places = 1; places < length; places *= 2) product = mul(product, moved(product, places));
  return reshape(turned(exclusive ? moved(product, 1) : product), x.shape);
}

/** The gradients of cumulative sums and products along any axis. */
export const cumulativeGradients: readonly GradConfig[] = [
  cumsumGradient,
  byFormula<CumprodAttrs>(Cumprod, ['x'], byDoubling),
];
