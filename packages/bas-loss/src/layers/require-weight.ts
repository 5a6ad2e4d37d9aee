/** Throws unless the weight of a loss is a finite number from 0. */
export function requireWeight(caller: string, weight: unknown): asserts weight is number {
  if (typeof weight !== 'number' || !(weight >= 0 && weight < Number.POSITIVE_INFINITY))
    throw new RangeError(`${caller}: 'weight' must be a finite number of at least 0, but got ${String(weight)}`);
}
