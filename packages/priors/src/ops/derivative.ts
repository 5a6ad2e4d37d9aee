import { runHostKernel, runsOnHost } from '@hyperprior/backends/kernels';
import { customGrad, mul, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { constantsOf, type Distribution, tensorsOf, withTensors } from '../distribution.ts';
import type { Quantity } from '../quantity.ts';
import { recordingDepth } from './recording.ts';
import { reduceTo } from './reduce-to.ts';
import { secondDerivativeKernel } from './second-derivative-kernel.ts';
import { tensorDerivative } from './tensor-quantities.ts';

/**
 * One first derivative of a quantity, itself differentiable once.
 * @param variable 0 for x, k + 1 for parameter k
 */
export function derivative(quantity: Quantity, variable: number, distribution: Distribution, x: Tensor): Tensor {
  const inputs = [x, ...tensorsOf(distribution)];
  const shapes = inputs.map((input) => input.shape);
  return tidy(() =>
    customGrad((...args) => {
      const save = args[inputs.length];
      if (typeof save === 'function') save(inputs);
      return {
        value: firstDerivative(quantity, variable, distribution, x),
        gradFunc: (dy, [at, ...saved]) => {
          const second = secondDerivatives(quantity, variable, withTensors(distribution, saved), at);
          return second.map((partial, i) => reduceTo(mul(dy, partial), shapes[i]));
        },
      };
    })(...inputs),
  );
}

function firstDerivative(quantity: Quantity, variable: number, distribution: Distribution, x: Tensor): Tensor {
  if (!runsOnHost()) return tensorDerivative(quantity, variable, distribution, x);
  return runHostKernel(secondDerivativeKernel, [x, ...tensorsOf(distribution)], {
    ...attributes(quantity, variable, distribution),
    order: 1,
  })[0];
}

function secondDerivatives(quantity: Quantity, variable: number, distribution: Distribution, x: Tensor): Tensor[] {
  if (!runsOnHost())
    throw new Error(
      `${distribution.family.name}: the second derivative of '${quantity}' is available on the cpu and wasm backends`,
    );
  if (recordingDepth() > 0)
    throw new Error(`${distribution.family.name}: third derivatives of '${quantity}' are not available`);
  return runHostKernel(secondDerivativeKernel, [x, ...tensorsOf(distribution)], {
    ...attributes(quantity, variable, distribution),
    order: 2,
  });
}

const attributes = (quantity: Quantity, variable: number, distribution: Distribution) => ({
  family: distribution.family,
  quantity,
  variable,
  constants: constantsOf(distribution),
});
