import { engine, type GradConfig, mul, Sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';
import { type HostKernel, runHostKernel, runsOnHost } from '../host-kernel.ts';
import { elementwiseFromOutput } from './rule.ts';

/** `dy y (1 - y)` in one pass: a small batch spends its time on calling operations. */
const sigmoidGradientKernel: HostKernel<undefined> = {
  name: 'HyperpriorSigmoidGradient',
  outputs: ([{ shape }]) => [{ shape }],
  compute([dy, y], [dx]) {
    for (let i = 0; i < dx.values.length; i++) dx.values[i] = dy.values[i] * y.values[i] * (1 - y.values[i]);
  },
};

/** The kernel has no gradient of its own, so operations serve where an outer tape wants one. */
function derivative(dy: Tensor, y: Tensor): Tensor {
  const isRecorded = engine().state.gradientDepth > 0;
  if (runsOnHost() && !isRecorded) return runHostKernel(sigmoidGradientKernel, [dy, y], undefined)[0];
  return mul(dy, mul(y, sub(1, y)));
}

export const sigmoidGradient: GradConfig = elementwiseFromOutput(Sigmoid, derivative);
