import type { Family, ParameterRule } from './family.ts';
import { isFamilyPrior, type Parameter, type Prior } from './prior.ts';

/** Throws a RangeError, naming the parameter, where one given as a number is out of range. */
export function checkNumbers(family: Family, parameters: readonly Parameter[]): void {
  parameters.forEach((parameter, k) => {
    if (typeof parameter === 'number') checkValue(family, family.parameters[k], parameter, '');
    else if (!isTensorLike(parameter))
      throw new TypeError(
        `${family.name}: '${family.parameters[k].name}' must be a number or a tensor, but got ${String(parameter)}`,
      );
  });
  const numbers = parameters.filter((parameter) => typeof parameter === 'number');
  if (numbers.length === parameters.length) checkRelation(family, numbers);
}

/**
 * Reads the tensor parameters of a prior and throws a RangeError that names the first value out of range. It waits
 * for the device, which is why it is asked for and never done on the way.
 */
export async function checkParameters(prior: Prior): Promise<void> {
  if (!isFamilyPrior(prior)) return;
  const { family, parameters } = prior;
  const values = await Promise.all(
    parameters.map(async (parameter) => (typeof parameter === 'number' ? [parameter] : [...(await parameter.data())])),
  );
  values.forEach((list, k) => {
    for (const [i, value] of list.entries())
      checkValue(family, family.parameters[k], value, list.length > 1 ? ` at index ${i}` : '');
  });
  const rows = Math.max(...values.map((list) => list.length));
  if (values.every((list) => list.length === 1 || list.length === rows))
    for (let i = 0; i < rows; i++)
      checkRelation(
        family,
        values.map((list) => list[list.length === 1 ? 0 : i]),
      );
}

function checkValue(family: Family, rule: ParameterRule, value: number, where: string): void {
  if (!rule.holds(value))
    throw new RangeError(`${family.name}: '${rule.name}' must be ${rule.requirement}, but got ${value}${where}`);
}

function checkRelation(family: Family, values: readonly number[]): void {
  if (family.relation && !family.relation.holds(values))
    throw new RangeError(`${family.name}: ${family.relation.requirement}, but got ${values.join(', ')}`);
}

function isTensorLike(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'dataId' in value && 'shape' in value;
}
