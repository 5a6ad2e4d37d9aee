const numbers = new Intl.NumberFormat('en');

/** Throws unless `value` is a positive finite number. */
export function requirePositive(caller: string, name: string, value: number): void {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return;
  throw new RangeError(`${caller}: '${name}' must be a positive finite number, but got ${value}`);
}

/** Throws unless `value` lies on the closed interval [0, 1]. */
export function requireUnit(caller: string, name: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new RangeError(`${caller}: '${name}' must lie in [0, 1], but got ${value}`);
}

/** Throws when `value` is NaN. */
export function requireNumber(caller: string, name: string, value: number): void {
  if (!Number.isNaN(value)) return;
  throw new RangeError(`${caller}: '${name}' must be a number, but got ${value}`);
}

/** Throws unless `value` is an integer from `low` to `high`. */
export function requireInteger(caller: string, name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  const range = `${numbers.format(low)} to ${numbers.format(high)}`;
  throw new RangeError(`${caller}: '${name}' must be an integer from ${range}, but got ${value}`);
}
