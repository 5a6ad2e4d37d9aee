import { batchDerivatives } from '@hyperprior/autodiff';
import { type Optimizer, reshape, type Tensor, type Variable, zerosLike } from '@tensorflow/tfjs-core';
import { Observation } from './observation.ts';

interface Step {
  readonly step: number;
  readonly variables: readonly Variable[];
  readonly needs: { readonly samples: boolean; readonly hessian: boolean };
}

/**
 * A step of training that can be looked at: one forward pass, one backward pass, and the optimizer's own update. As
 * `minimize` does, it leaves variables alone that are not trainable now.
 */
export function observedStep(
  optimizer: Optimizer,
  losses: () => Tensor,
  { step, variables, needs }: Step,
): Observation {
  const trained = variables.filter(({ trainable }) => trainable);
  const { gradient, ...rest } = batchDerivatives(losses, trained, needs);
  if (gradient.every((tensor) => tensor === null))
    throw new Error('cockpit: the losses do not depend on any of the variables that are to be trained by them');
  // A reshape to the same shape copies nothing, and an assignment leaves it as it is.
  const before = trained.map((variable) => reshape(variable, variable.shape));
  const byVariable = new Map(trained.map((variable, i) => [variable, gradient[i]]));
  // As `minimize` does: optimizers know the variables by their places, so that one without a gradient has its own too;
  // it is null, whatever TF.js's types say.
  optimizer.applyGradients(variables.map((each) => ({ name: each.name, tensor: byVariable.get(each) as Tensor })));
  const observed = gradient.map((tensor, i) => tensor ?? zerosLike<Tensor>(trained[i]));
  return new Observation({ step, variables: trained, before, gradient: observed, ...rest });
}
