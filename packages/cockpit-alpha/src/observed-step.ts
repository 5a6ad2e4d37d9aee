import { type PerSample, perSample } from '@hyperprior/autodiff';
import {
  clone,
  div,
  mean,
  type Optimizer,
  type Scalar,
  type Tensor,
  type Variable,
  variableGrads,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { meanLoss } from './mean-loss.ts';
import { Observation } from './observation.ts';

/** The mean loss, its gradient, and where asked for what is known of the samples. */
interface Differentiated {
  readonly loss: Scalar;
  /** Where the loss does not depend on a variable, TF.js has null, whatever its types say. */
  readonly gradient: readonly Tensor[];
  readonly samples: PerSample | Error | null;
}

/** A step of training that can be looked at: one forward pass, one backward pass, and the optimizer's own update. */
export function observedStep(
  optimizer: Optimizer,
  losses: () => Tensor,
  { step, variables, needsSamples }: { step: number; variables: readonly Variable[]; needsSamples: boolean },
): Observation {
  const { loss, gradient, samples } = needsSamples ? bySample(losses, variables) : ofBatch(losses, variables);
  const before = variables.map((variable) => clone(variable));
  // As `minimize` does: optimizers know the variables by their places, so that one without a gradient has its own too.
  optimizer.applyGradients(variables.map(({ name }, i) => ({ name, tensor: gradient[i] })));
  const observed = gradient.map((tensor, i) => tensor ?? zerosLike(variables[i]));
  return new Observation({
    step,
    variables,
    before,
    loss,
    gradient: observed,
    samples,
    lossNow: () => meanLoss(losses),
  });
}

/** Where the samples cannot be told apart, the training goes on without. */
function bySample(losses: () => Tensor, variables: readonly Variable[]): Differentiated {
  try {
    const samples = perSample(losses, variables);
    const gradient = samples.total().map((total) => div(total, samples.losses.size));
    return { loss: mean(samples.losses), gradient, samples };
  } catch (error) {
    return { ...ofBatch(losses, variables), samples: error instanceof Error ? error : new Error(String(error)) };
  }
}

function ofBatch(losses: () => Tensor, variables: readonly Variable[]): Differentiated {
  const { value, grads } = variableGrads(() => meanLoss(losses), [...variables]);
  return { loss: value, gradient: variables.map(({ name }) => grads[name]), samples: null };
}
