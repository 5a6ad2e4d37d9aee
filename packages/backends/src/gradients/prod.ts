import {
  backend_util,
  cumprod,
  type GradConfig,
  mul,
  Prod,
  type ProdAttrs,
  reshape,
  reverse,
  type Tensor,
  transpose,
  util,
} from '@tensorflow/tfjs-core';
import { type Axes, keptShape } from './kept-axes.ts';
import { gradientOf } from './rule.ts';

/** dy times the product of all other values, found without a division so that zeros do no harm. */
function productGradient(dy: Tensor, x: Tensor, axis: Axes): Tensor {
  const axes = util.parseAxisParam(axis ?? x.shape.map((_, i) => i), x.shape);
  const kept = keptShape(x, axes);
  const order = [...x.shape.keys()].filter((i) => !axes.includes(i)).concat(axes);
  const permuted = transpose(x, order);
  const last = kept.length;
  const rows = reshape(permuted, [...kept, x.size / util.sizeFromShape(kept)]);
  // A reversed cumulative product, spelled out: WebGPU's own confuses the lengths of two different rows.
  const after = reverse(cumprod(reverse(rows, last), last, true), last);
  const others = mul(cumprod(rows, last, true), after);
  const gradient = mul(reshape(dy, [...kept, 1]), others);
  return transpose(reshape(gradient, permuted.shape), backend_util.getUndoAxesPermutation(order));
}

export const prodGradient: GradConfig = gradientOf<ProdAttrs>(Prod, { inputs: ['x'] }, (dy, [x], { axis }) => ({
  x: () => productGradient(dy, x, axis),
}));
