import { basLoss } from '@hyperprior/bas-loss';
import { namedPrior } from '@hyperprior/experiments';
import type { FamilyPrior } from '@hyperprior/priors';
import { dispose, sigmoid, type Tensor, tensor1d, tidy, valueAndGrad } from '@tensorflow/tfjs-core';
import type { PriorChoice } from './prior-choice.ts';

/** The gradient of the Batch-Shaping loss over the positions of a batch, before the sigmoid. */
export interface GradientCurves {
  readonly label: string;
  /** Where the points lie before the sigmoid: evenly over [-8, 8]. */
  readonly positions: Float64Array;
  /** N |∂L/∂u_i|: what the loss pulls at each point with, the batch's size taken out. */
  readonly pull: Float64Array;
  /** σ'(u) */
  readonly slope: Float64Array;
  /** f(σ(u)), the prior's density where the points come to lie. */
  readonly density: Float64Array;
  readonly loss: number;
}

const [count, reach] = [401, 8];

/**
 * Computes the gradient on a batch of evenly spread points that pass through a sigmoid, by the loss itself.
 * @throws RangeError on a prior that does not exist
 */
export async function gradientCurves({ prior: name, parameters }: PriorChoice): Promise<GradientCurves> {
  const { prior, label } = namedPrior(name, parameters);
  const positions = Float64Array.from({ length: count }, (_, i) => reach * ((2 * i) / (count - 1) - 1));
  const { value, grad } = tidy(() =>
    valueAndGrad((u: Tensor) => basLoss(sigmoid(u), prior))(tensor1d(Float32Array.from(positions))),
  );
  try {
    const [[loss], gradient] = await Promise.all([value.data(), grad.data()]);
    const pull = Float64Array.from(gradient, (slope) => count * Math.abs(slope));
    return { label, positions, pull, ...factors(prior, positions), loss };
  } finally {
    dispose([value, grad]);
  }
}

function factors(prior: FamilyPrior, positions: Float64Array): { slope: Float64Array; density: Float64Array } {
  const at = prior.family.at(prior.parameters.map(Number));
  const out = new Float64Array(3);
  const density = positions.map((u) => {
    at.cdfValue(1 / (1 + Math.exp(-u)), out);
    return out[2];
  });
  return { slope: positions.map((u) => 1 / (2 + Math.exp(u) + Math.exp(-u))), density };
}
