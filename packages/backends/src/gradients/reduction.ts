import {
  Cumsum,
  type CumsumAttrs,
  cast,
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
  reverse,
  Softmax,
  type SoftmaxAttrs,
  Sum,
  type SumAttrs,
  sub,
  sum,
  type Tensor,
  util,
} from '@tensorflow/tfjs-core';
import { type Axes, keepAxes, keptShape } from './kept-axes.ts';
import { prodGradient } from './prod.ts';
import { gradientOf } from './rule.ts';

const spread = (dy: Tensor, x: Tensor, axis: Axes) => mul(keepAxes(dy, x, axis), ones(x.shape));

/** The gradient of a maximum or minimum: dy at every place where it is attained. */
function attained(dy: Tensor, x: Tensor, y: Tensor, axis: Axes): Tensor {
  return mul(keepAxes(dy, x, axis), cast(equal(x, keepAxes(y, x, axis)), 'float32'));
}

/** The adjoint of a cumulative sum runs the other way; reversed by hand for the same reason as above. */
function cumulativeSumGradient(dy: Tensor, { axis, exclusive, reverse: reversed }: CumsumAttrs): Tensor {
  return reversed ? cumsum(dy, axis, exclusive) : reverse(cumsum(reverse(dy, axis), axis, exclusive), axis);
}

export const cumsumGradient: GradConfig = gradientOf<CumsumAttrs>(Cumsum, {}, (dy, _saved, attributes) => ({
  x: () => cumulativeSumGradient(dy, attributes),
}));

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
  prodGradient,
  cumsumGradient,
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
