import { type GradConfig, mul, Sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';
import { type HostKernel, runHostKernel } from '../host-kernel.ts';
import { elementwiseFromOutput, servesOnHost } from './rule.ts';

/** `dy y (1 - y)` in one pass: a small batch spends its time on calling operations. */
const sigmoidGradientKernel: HostKernel<undefined> = {
  name: 'HyperpriorSigmoidGradient',
  outputs: ([{ shape }]) => [{ shape }],
  compute([dy, y], [dx]) {
    for (let i = 0; i < dx.values.length; i++) dx.values[i] = dy.values[i] * y.values[i] * (1 - y.values[i]);
  },
};

function derivative(dy: Tensor, y: Tensor): Tensor {
  if (servesOnHost()) return runHostKernel(sigmoidGradientKernel, [dy, y], undefined)[0];
  return mul(dy, mul(y, sub(1, y)));
}

export const sigmoidGradient: GradConfig = elementwiseFromOutput(Sigmoid, derivative);
