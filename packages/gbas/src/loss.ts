import { basLoss } from '@hyperprior/bas-loss';
import type { FamilyPrior } from '@hyperprior/priors';
import { abs, add, clone, mean, mul, type Scalar, scalar, square, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { LearnedParameter } from './learned-parameter.ts';
import type { GbasSettings } from './settings.ts';
import { weightAt } from './weight.ts';

/** The terms of generalized Batch-Shaping, each before its weight, and their weighted sum. */
export interface GbasTerms {
  readonly total: Scalar;
  /** The Batch-Shaping loss of x under the priors. */
  readonly prior: Scalar;
  /** Batch-Shaping loss of the parameters under their hyperpriors. */
  readonly hyperprior: Scalar;
  readonly penalty: Scalar;
}

/** Computes the loss at these unconstrained parameters, one tensor of shape [slices] per learned parameter. */
export function lossOf(x: Tensor, free: readonly Tensor[], settings: GbasSettings, step: number): GbasTerms {
  return tidy(() => {
    const values = constrained(free, settings);
    const prior = priorOf(values, settings);
    const terms = {
      prior: basLoss(x, prior, { ...settings.loss, axis: settings.axis }),
      hyperprior: hyperpriorLoss(values, prior, settings),
      penalty: penaltyOf(values, settings),
    };
    return { ...terms, total: weighted(terms, settings, step) };
  });
}

/** Maps the unconstrained parameters onto the ranges of the family, by name. */
export function constrained(free: readonly Tensor[], settings: GbasSettings): Map<string, Tensor> {
  return new Map(learned(settings).map(({ name, bijector }, i) => [name, bijector.forward(free[i])]));
}

/** Returns the learned parameters by name, as new tensors that the caller disposes. */
export const parametersOf = (free: readonly Tensor[], settings: GbasSettings): Record<string, Tensor> =>
  tidy(() => Object.fromEntries([...constrained(free, settings)].map(([name, value]) => [name, clone(value)])));

/** Learned parameters, in the family's order. */
export const learned = ({ parameters }: GbasSettings): LearnedParameter[] =>
  parameters.filter((parameter) => typeof parameter !== 'number');

/** Makes the priors from these parameters: one prior whose learned parameters have the shape [slices]. */
export function priorOf(values: ReadonlyMap<string, Tensor>, settings: GbasSettings): FamilyPrior {
  const { make, family, parameters } = settings;
  return make(
    ...parameters.map((parameter, k) =>
      typeof parameter === 'number' ? parameter : learnedValue(values, family.parameters[k].name),
    ),
  );
}

function learnedValue(values: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const value = values.get(name);
  if (!value) throw new Error(`gbas: '${name}' is not learned`);
  return value;
}

function hyperpriorLoss(values: ReadonlyMap<string, Tensor>, prior: FamilyPrior, settings: GbasSettings): Scalar {
  return summed(
    settings.hyperpriors.map(({ name, prior: hyperprior }) => basLoss(values.get(name) ?? prior.mean(), hyperprior)),
  );
}

function penaltyOf(values: ReadonlyMap<string, Tensor>, settings: GbasSettings): Scalar {
  return summed(
    learned(settings).flatMap(({ name, interval: [low], penalty: { l1 = 0, l2 = 0 } }) => {
      const value = learnedValue(values, name);
      return [
        ...(l1 > 0 ? [mul(l1, mean<Scalar>(low < 0 ? abs(value) : value))] : []),
        ...(l2 > 0 ? [mul(l2, mean<Scalar>(square(value)))] : []),
      ] as Scalar[];
    }),
  );
}

const summed = (terms: Scalar[]): Scalar =>
  terms.length > 0 ? terms.reduce((sum, term) => add<Scalar>(sum, term)) : scalar(0);

function weighted(terms: Omit<GbasTerms, 'total'>, { weights }: GbasSettings, step: number): Scalar {
  return (['prior', 'hyperprior', 'penalty'] as const)
    .map((term) => {
      const weight = weightAt(weights[term], step);
      return weight === 1 ? terms[term] : mul<Scalar>(terms[term], weight);
    })
    .reduce((sum, term) => add<Scalar>(sum, term));
}
