import { makers } from './makers.ts';
import { type FamilyPrior, isFamilyPrior, type Parameter, type Prior } from './prior.ts';

/** A prior as plain data: what JSON can hold. */
export interface PriorState {
  readonly family: string;
  readonly parameters: readonly number[];
}

/** Whether this is a prior as plain data, and not a prior itself. */
export const isPriorState = (prior: Prior | PriorState): prior is PriorState => !('cdf' in prior);

/**
 * Returns a prior as plain data.
 * @param caller the call to name in an error
 * @throws TypeError if the prior is not one of `makers` with numbers as parameters
 */
export function priorState(caller: string, prior: Prior | PriorState): PriorState {
  if (isPriorState(prior)) return prior;
  if (isFamilyPrior(prior) && prior.family.name in makers && prior.parameters.every(isNumber))
    return { family: prior.family.name, parameters: prior.parameters.filter(isNumber) };
  throw new TypeError(
    `${caller}: the prior must be one of ${Object.keys(makers).join(', ')} with numbers as parameters to be saved; pass such a prior`,
  );
}

/**
 * Returns the prior that plain data describe; a prior is returned as it is.
 * @param caller the call to name in an error
 * @throws RangeError if the family is unknown or a parameter out of range
 */
export function priorFrom(caller: string, prior: Prior | PriorState): Prior {
  if (!isPriorState(prior)) return prior;
  const { family, parameters } = prior;
  const make = makerNamed(caller, family);
  if (parameters.length !== make.length)
    throw new RangeError(`${caller}: ${family} must have ${make.length} parameters, but got ${parameters.length}`);
  return make(...parameters);
}

/**
 * Returns the function that makes the priors of this family.
 * @throws RangeError that lists the families, if there is none
 */
export function makerNamed(caller: string, family: string): (...parameters: Parameter[]) => FamilyPrior {
  const found = Object.entries(makers).find(([name]) => name === family);
  if (found) return found[1];
  throw new RangeError(`${caller}: 'family' must be one of ${Object.keys(makers).join(', ')}, but got '${family}'`);
}

const isNumber = (parameter: Parameter): parameter is number => typeof parameter === 'number';
