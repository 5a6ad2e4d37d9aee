import {
  backend_util,
  Cumsum,
  type CumsumAttrs,
  cast,
  cumprod,
  cumsum,
  div,
  equal,
  exp,
  type GradConfig,
  LogSoftmax,
  type LogSoftmaxAttrs,
  Max,
  type MaxAttrs,
  Mean,
  type MeanAttrs,
  Min,
  type MinAttrs,
  mul,
  ones,
  Prod,
  type ProdAttrs,
  reshape,
  reverse,
  Softmax,
  type SoftmaxAttrs,
  Sum,
  type SumAttrs,
  sub,
  sum,
  type Tensor,
  transpose,
  util,
} from '@tensorflow/tfjs-core';
import { gradientOf } from './rule.ts';

type Axes = number | number[];

/** `reduced`, with the axes that were reduced away from x put back with length 1. */
function keepAxes(reduced: Tensor, x: Tensor, axis: Axes): Tensor {
  return reshape(reduced, backend_util.expandShapeToKeepDim(keptShape(x, axis), util.parseAxisParam(axis, x.shape)));
}

function keptShape(x: Tensor, axis: Axes): number[] {
  const axes = util.parseAxisParam(axis, x.shape);
  return x.shape.filter((_, i) => !axes.includes(i));
}

const spread = (dy: Tensor, x: Tensor, axis: Axes) => mul(keepAxes(dy, x, axis), ones(x.shape));

/** The gradient of a maximum or minimum: dy at every place where it is attained. */
function attained(dy: Tensor, x: Tensor, y: Tensor, axis: Axes): Tensor {
  return mul(keepAxes(dy, x, axis), cast(equal(x, keepAxes(y, x, axis)), 'float32'));
}

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

/** The adjoint of a cumulative sum runs the other way; reversed by hand for the same reason as above. */
function cumulativeSumGradient(dy: Tensor, { axis, exclusive, reverse: reversed }: CumsumAttrs): Tensor {
  return reversed ? cumsum(dy, axis, exclusive) : reverse(cumsum(reverse(dy, axis), axis, exclusive), axis);
}

/** The gradients of reductions along axes, cumulative ones, and the softmaxes. */
export const reductionGradients: readonly GradConfig[] = [
  gradientOf<SumAttrs>(Sum, { inputs: ['x'] }, (dy, [x], { axis }) => ({ x: () => spread(dy, x, axis) })),
  gradientOf<MeanAttrs>(Mean, { inputs: ['x'] }, (dy, [x], { axis }) => ({
    x: () => div(spread(dy, x, axis), x.size / util.sizeFromShape(keptShape(x, axis))),
  })),
  gradientOf<MaxAttrs>(Max, { inputs: ['x'], output: true }, (dy, [x, y], { reductionIndices }) => ({
    x: () => attained(dy, x, y, reductionIndices),
  })),
  gradientOf<MinAttrs>(Min, { inputs: ['x'], output: true }, (dy, [x, y], { axis }) => ({
    x: () => attained(dy, x, y, axis),
  })),
  gradientOf<ProdAttrs>(Prod, { inputs: ['x'] }, (dy, [x], { axis }) => ({ x: () => productGradient(dy, x, axis) })),
  gradientOf<CumsumAttrs>(Cumsum, {}, (dy, _saved, attributes) => ({ x: () => cumulativeSumGradient(dy, attributes) })),
  gradientOf<SoftmaxAttrs>(Softmax, { output: true }, (dy, [y], { dim }) => ({
    logits: () => {
      const weighted = mul(dy, y);
      return sub(weighted, mul(sum(weighted, [dim], true), y));
    },
  })),
  gradientOf<LogSoftmaxAttrs>(LogSoftmax, { output: true }, (dy, [y], { axis }) => ({
    logits: () => sub(dy, mul(sum(dy, axis, true), exp(y))),
  })),
];
