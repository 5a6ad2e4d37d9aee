import { z } from 'zod';

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  const error =
    most === Number.MAX_SAFE_INTEGER
      ? `must be a whole number of at least ${least}`
      : `must be a whole number from ${least} to ${most}`;
  return z.number({ error }).int({ error }).min(least, { error }).max(most, { error });
}

/** A number greater than 0 that a 32-bit float holds. */
export function positiveNumber() {
  const error = 'must be a number greater than 0 and at most 1e38';
  return z.number({ error }).positive({ error }).max(1e38, { error });
}

/** A finite number of at least 0. */
export function weight() {
  const error = 'must be a finite number of at least 0';
  return z.number({ error }).min(0, { error });
}

/** A number between 0 and 1, both excluded. */
export function share() {
  const error = 'must be a number greater than 0 and less than 1';
  return z.number({ error }).gt(0, { error }).lt(1, { error });
}

export const text = () => z.string({ error: 'must be a text' });

export const flag = () => z.boolean({ error: 'must be true or false' });

/** One of some names. */
export function oneOf<const Names extends readonly string[]>(names: Names) {
  return z.enum(names, { error: `must be one of ${names.join(', ')}` });
}

/** A list of `least` to `most` values of one type. `what` names them in the plural, for instance 'learning rates'. */
export function listOf<Type extends z.ZodType>(type: Type, what: string, least = 1, most = 1000) {
  const error = `must be a list of ${least} to ${most} ${what}`;
  return z.array(type, { error }).min(least, { error }).max(most, { error });
}

/** A list that names at least one of some names. */
export function someOf<const Names extends readonly string[]>(names: Names) {
  const error = `must name at least one of ${names.join(', ')}`;
  return z.array(z.enum(names, { error }), { error }).min(1, { error });
}
