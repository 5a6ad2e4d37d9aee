import type { ByParameter } from './options.ts';

/** Returns the parameters that have a value, with their values; undefined counts as no value. */
export const given = <Value>(values: ByParameter<Value> = {}): [name: string, value: Value][] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
