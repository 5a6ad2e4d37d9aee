/** Where the series in r = x / (2 + x) has r² <= 0.04 and twelve terms reach double accuracy. */
const SERIES_LOW = -0.3;
const SERIES_HIGH = 0.5;

/**
 * log(1 + x) - x without cancellation near 0, for x > -1.
 *
 * With r = x / (2 + x), log(1 + x) = 2 atanh(r), and 2r - x = -x r, so the leading terms cancel on paper.
 */
export function log1pMinus(x: number): number {
  if (x < SERIES_LOW || x > SERIES_HIGH) return Math.log1p(x) - x;
  const r = x / (2 + x);
  const s = r * r;
  const q = s * s;
  const even = 1 / 3 + q * (1 / 7 + q * (1 / 11 + q * (1 / 15 + q * (1 / 19 + q * (1 / 23)))));
  const odd = 1 / 5 + q * (1 / 9 + q * (1 / 13 + q * (1 / 17 + q * (1 / 21 + q * (1 / 25)))));
  return r * (2 * s * (even + s * odd) - x);
}
