import { batchDerivatives } from '@hyperprior/autodiff';
import { type Optimizer, reshape, type Tensor, type Variable, zerosLike } from '@tensorflow/tfjs-core';
import { Observation } from './observation.ts';

interface Step {
  readonly step: number;
  readonly variables: readonly Variable[];
  readonly needs: { readonly samples: boolean; readonly hessian: boolean };
}

/** A step of training that can be looked at: one forward pass, one backward pass, and the optimizer's own update. */
export function observedStep(
  optimizer: Optimizer,
  losses: () => Tensor,
  { step, variables, needs }: Step,
): Observation {
  const { loss, gradient, samples, hessianProduct } = batchDerivatives(losses, variables, needs);
  // A reshape to the same shape copies nothing, and an assignment leaves it as it is.
  const before = variables.map((variable) => reshape(variable, variable.shape));
  // As `minimize` does: optimizers know the variables by their places, so that one without a gradient has its own too;
  // it is null, whatever TF.js's types say.
  optimizer.applyGradients(variables.map(({ name }, i) => ({ name, tensor: gradient[i] as Tensor })));
  const observed = gradient.map((tensor, i) => tensor ?? zerosLike<Tensor>(variables[i]));
  return new Observation({ step, variables, before, loss, gradient: observed, samples, hessianProduct });
}
