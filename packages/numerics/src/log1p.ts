import { log } from './log.ts';

/** log(1 + x), as Math.log1p: the logarithm of the rounded sum and a correction for what rounding lost. */
export function log1p(x: number): number {
  const sum = 1 + x;
  if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) return log(sum);
  return log(sum) + (x - (sum - 1)) / sum;
}
