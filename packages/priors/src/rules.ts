import type { ParameterRule } from './family.ts';

/** A finite parameter. */
export const finite = (name: string): ParameterRule => ({
  name,
  requirement: 'a finite number',
  holds: Number.isFinite,
});

/** A finite parameter above 0. */
export const positive = (name: string): ParameterRule => ({
  name,
  requirement: 'a finite number greater than 0',
  holds: (value) => Number.isFinite(value) && value > 0,
});

/** A parameter strictly between 0 and 1. */
export const proportion = (name: string): ParameterRule => ({
  name,
  requirement: 'a number strictly between 0 and 1',
  holds: (value) => value > 0 && value < 1,
});
