import { isFamilyPrior, type Prior, type PriorState } from '@hyperprior/priors';
import type { Variable } from '@tensorflow/tfjs-core';
import { given } from './given.ts';
import type { ByParameter, GbasOptions } from './options.ts';
import type { GbasSettings } from './settings.ts';

/** A `Gbas` as plain data. */
export interface GbasState extends Omit<GbasOptions, 'family' | 'hyperprior' | 'initial'> {
  readonly family: string;
  readonly hyperprior?: ByParameter<PriorState>;
  /** The free parameters, in the order of `variables`. */
  readonly variables: readonly (readonly number[])[];
}

/** Reads the state from the device. Throws a TypeError if a hyperprior is not a family with numbers as parameters. */
export async function stateOf(
  { family: _family, hyperprior, initial: _initial, ...plain }: GbasOptions,
  settings: GbasSettings,
  variables: readonly Variable[],
): Promise<GbasState> {
  const priors = given(hyperprior).map(([name, prior]) => [name, priorState(name, prior)]);
  const values = await Promise.all(variables.map((each) => each.data()));
  return {
    ...structuredClone(plain),
    family: settings.family.name,
    hyperprior: Object.fromEntries(priors),
    variables: values.map((each) => Array.from(each)),
  };
}

function priorState(name: string, prior: Prior): PriorState {
  if (isFamilyPrior(prior) && prior.parameters.every((parameter) => typeof parameter === 'number'))
    return { family: prior.family.name, parameters: prior.parameters.map(Number) };
  throw new TypeError(
    `gbas.toJSON: 'hyperprior.${name}' must be a prior of @hyperprior/priors with numbers as parameters to be written as JSON`,
  );
}
