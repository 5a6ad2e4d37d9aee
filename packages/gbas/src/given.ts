import type { ByParameter } from './options.ts';

/** The parameters with a value, and these values. An undefined value counts as none. */
export const given = <Value>(values: ByParameter<Value> = {}): [name: string, value: Value][] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
