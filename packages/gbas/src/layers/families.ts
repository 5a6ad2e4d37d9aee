import {
  beta,
  type FamilyPrior,
  isFamilyPrior,
  kumaraswamy,
  logistic,
  logitNormal,
  logitRelaxedBernoulli,
  normal,
  type Prior,
  relaxedBernoulli,
  symmetricBeta,
  truncatedNormal,
  uniform,
} from '@hyperprior/priors';
import { familyOf, type Maker } from '../maker.ts';
import type { PriorState } from '../state.ts';

const makers: readonly Maker[] = [
  beta,
  kumaraswamy,
  logistic,
  logitNormal,
  logitRelaxedBernoulli,
  normal,
  relaxedBernoulli,
  symmetricBeta,
  truncatedNormal,
  uniform,
];

/** A maker, or what makes the family of this name. */
export function makerNamed(family: Maker | string): Maker {
  if (typeof family !== 'string') return family;
  const found = makers.find((make) => nameOf(make) === family);
  if (found) return found;
  throw new RangeError(
    `GbasRegularizer: 'family' must be one of ${makers.map(nameOf).join(', ')}, or what makes the priors of another, but is '${family}'`,
  );
}

/** The name of a maker's family. */
export const nameOf = (make: Maker): string => familyOf('GbasRegularizer', make).name;

/** A prior, or one that is told as plain data. */
export const priorFrom = (prior: Prior | PriorState): Prior =>
  isState(prior) ? makerNamed(prior.family)(...prior.parameters) : prior;

const isState = (prior: Prior | PriorState): prior is PriorState => !('cdf' in prior);

/** A prior as plain data. Throws a TypeError where it cannot be told so. */
export function priorState(prior: Prior | PriorState): PriorState {
  if (isState(prior)) return prior;
  if (!isFamilyPrior(prior))
    throw new TypeError("GbasRegularizer: a hyperprior of one's own cannot be saved with a model");
  return { family: prior.family.name, parameters: numbersOf(prior) };
}

function numbersOf({ parameters }: FamilyPrior): number[] {
  return parameters.map((parameter) => {
    if (typeof parameter === 'number') return parameter;
    throw new TypeError('GbasRegularizer: a hyperprior with tensors as parameters cannot be saved with a model');
  });
}
