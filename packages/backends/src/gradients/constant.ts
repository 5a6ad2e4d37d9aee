import {
  ArgMax,
  ArgMin,
  Ceil,
  Floor,
  type GradConfig,
  GreaterEqual,
  IsFinite,
  IsInf,
  IsNan,
  OneHot,
  OnesLike,
  Round,
  Sign,
  Step,
  type Tensor,
  ZerosLike,
  zeros,
} from '@tensorflow/tfjs-core';
import { gradientOf } from './rule.ts';

const nothing = (like: Tensor) => () => zeros(like.shape);

const piecewiseConstant = (kernelName: string): GradConfig => gradientOf(kernelName, {}, (dy) => ({ x: nothing(dy) }));

const choice = (kernelName: string): GradConfig =>
  gradientOf(kernelName, { inputs: ['x'] }, (_dy, [x]) => ({ x: nothing(x) }));

/** The gradients that are zero everywhere: piecewise constant functions, choices and comparisons. */
export const constantGradients: readonly GradConfig[] = [
  ...[Ceil, Floor, IsFinite, IsInf, IsNan, OnesLike, Round, Sign, Step, ZerosLike].map(piecewiseConstant),
  ...[ArgMax, ArgMin].map(choice),
  gradientOf(GreaterEqual, { inputs: ['a', 'b'] }, (_dy, [a, b]) => ({ a: nothing(a), b: nothing(b) })),
  gradientOf(OneHot, { inputs: ['indices'] }, (_dy, [indices]) => ({ indices: nothing(indices) })),
];
