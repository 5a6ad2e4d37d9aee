import { gradientOf } from '@hyperprior/backends/gradients';
import {
  Equal,
  type GradConfig,
  Greater,
  GreaterEqual,
  Less,
  LessEqual,
  LogicalAnd,
  LogicalNot,
  LogicalOr,
  NotEqual,
  type Tensor,
  zeros,
} from '@tensorflow/tfjs-core';

const nothing = (like: Tensor) => () => zeros(like.shape);

/** The gradients of comparisons and logical operations: zero, as they are piecewise constant. TF.js has but one of them. */
export const comparisonGradients: readonly GradConfig[] = [
  ...[Equal, NotEqual, Greater, GreaterEqual, Less, LessEqual, LogicalAnd, LogicalOr].map((kernelName) =>
    gradientOf(kernelName, { inputs: ['a', 'b'] }, (_dy, [a, b]) => ({ a: nothing(a), b: nothing(b) })),
  ),
  gradientOf(LogicalNot, { inputs: ['x'] }, (_dy, [x]) => ({ x: nothing(x) })),
];
