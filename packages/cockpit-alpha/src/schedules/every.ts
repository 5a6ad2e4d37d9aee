import type { Schedule } from './schedule.ts';

/**
 * Every n-th step from `offset` on: offset, offset + n, offset + 2n, ...
 * @throws RangeError where n is no whole number from 1, or offset none from 0
 */
export function every(n: number, offset = 0): Schedule {
  if (!Number.isSafeInteger(n) || n < 1)
    throw new RangeError(`every: 'n' must be a whole number of at least 1, but is ${n}`);
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw new RangeError(`every: 'offset' must be a whole number of at least 0, but is ${offset}`);
  return (step) => step >= offset && (step - offset) % n === 0;
}
