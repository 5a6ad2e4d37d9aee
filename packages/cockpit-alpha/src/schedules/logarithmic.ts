import type { Schedule } from './schedule.ts';

/** Powers that should be whole come out a rounding error below. */
const rounding = 1e-12;

/**
 * Step 0, and `steps` steps at equal distances on a logarithmic scale, from base^start to base^end, rounded down;
 * those that fall together count once.
 * @throws RangeError where start exceeds end, steps is no whole number from 1, or base is not above 1
 */
export function logarithmic(start: number, end: number, steps = 300, base = 10): Schedule {
  if (!(Number.isFinite(start) && Number.isFinite(end) && start <= end))
    throw new RangeError(`logarithmic: 'start' must be an exponent up to 'end', but they are ${start} and ${end}`);
  if (!Number.isSafeInteger(steps) || steps < 1)
    throw new RangeError(`logarithmic: 'steps' must be a whole number of at least 1, but is ${steps}`);
  if (!(base > 1 && Number.isFinite(base)))
    throw new RangeError(`logarithmic: 'base' must be a number above 1, but is ${base}`);
  const exponents = Array.from({ length: steps }, (_, k) => start + (k * (end - start)) / Math.max(1, steps - 1));
  const chosen = new Set([0, ...exponents.map((exponent) => Math.floor(base ** exponent * (1 + rounding)))]);
  return (step) => chosen.has(step);
}
