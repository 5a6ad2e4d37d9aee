import type { Family, ParameterRule } from './family.ts';

const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;

/** A finite parameter. */
export const finite = <Name extends string>(name: Name): ParameterRule<Name> => ({
  name,
  requirement: 'a finite number',
  low: NEGATIVE_INFINITY,
  high: POSITIVE_INFINITY,
});

/** A finite parameter above 0. */
export const positive = <Name extends string>(name: Name): ParameterRule<Name> => ({
  name,
  requirement: 'a finite number greater than 0',
  low: 0,
  high: POSITIVE_INFINITY,
});

/** A parameter strictly between 0 and 1. */
export const proportion = <Name extends string>(name: Name): ParameterRule<Name> => ({
  name,
  requirement: 'a number strictly between 0 and 1',
  low: 0,
  high: 1,
});

/** A whole number of at least 1. */
export const count = <Name extends string>(name: Name): ParameterRule<Name> => ({
  name,
  requirement: 'a whole number of at least 1',
  low: 0,
  high: POSITIVE_INFINITY,
  isWhole: true,
});

/** Whether a number is what a rule asks for; NaN never is. */
export const holds = ({ low, high, isWhole }: ParameterRule, value: number): boolean =>
  value > low && value < high && (!isWhole || Number.isInteger(value));

/** Whether these are parameters of the family. */
export function areValid(family: Family, values: readonly number[]): boolean {
  return (
    family.parameters.every((rule, k) => holds(rule, values[k])) &&
    (family.ordered ?? []).every(([lesser, greater]) => values[lesser] < values[greater])
  );
}
