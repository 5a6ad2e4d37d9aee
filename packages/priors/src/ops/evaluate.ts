import { runHostKernel, runsOnHost } from '@hyperprior/backends/kernels';
import { customGrad, mul, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { constantsOf, type Distribution, tensorsAt, tensorsOf, withTensors } from '../distribution.ts';
import type { Quantity } from '../quantity.ts';
import { derivative } from './derivative.ts';
import { quantityKernel } from './quantity-kernel.ts';
import { recordingDepth } from './recording.ts';
import { reduceTo } from './reduce-to.ts';
import { tensorDerivative, tensorQuantity } from './tensor-quantities.ts';

/**
 * One quantity of a distribution at `x`, differentiable in `x` and in every tensor parameter.
 *
 * On a host backend the value and all derivatives come from one pass in float64. Where a gradient of a gradient
 * is being recorded, the derivatives are differentiable operations themselves.
 */
export function evaluate(quantity: Quantity, distribution: Distribution, x: Tensor): Tensor {
  const inputs = [x, ...tensorsOf(distribution)];
  const shapes = inputs.map((input) => input.shape);
  return tidy(() =>
    customGrad((...args) => {
      const outputs = forward(quantity, distribution, x, recordingDepth() === 1);
      const save = args[inputs.length];
      if (typeof save === 'function') save([...inputs, ...outputs]);
      return {
        value: outputs[0],
        gradFunc: (dy, [at, ...saved]) => {
          const there = withTensors(distribution, saved);
          const derivatives = derivativesOf(quantity, there, at, saved.slice(inputs.length - 1));
          return derivatives.map((partial, i) => reduceTo(mul(dy, partial), shapes[i]));
        },
      };
    })(...inputs),
  );
}

/** The value and, when fused derivatives are of use and at hand, those of x and of every parameter. */
function forward(quantity: Quantity, distribution: Distribution, x: Tensor, derivatives: boolean): Tensor[] {
  if (!runsOnHost()) return [tensorQuantity(quantity, distribution, x)];
  return runHostKernel(quantityKernel, [x, ...tensorsOf(distribution)], {
    family: distribution.family,
    quantity,
    constants: constantsOf(distribution),
    derivatives,
  });
}

/** The derivative in x and in every tensor parameter, in that order; from what `forward` has computed. */
function derivativesOf(quantity: Quantity, distribution: Distribution, x: Tensor, outputs: Tensor[]): Tensor[] {
  const [value, ...fused] = outputs;
  const wrt = [0, ...tensorsAt(constantsOf(distribution)).map((k) => k + 1)];
  if (recordingDepth() > 0) return wrt.map((variable) => derivative(quantity, variable, distribution, x));
  if (fused.length > 0) return wrt.map((variable) => fused[variable]);
  return wrt.map((variable) => tensorDerivative(quantity, variable, distribution, x, value));
}
