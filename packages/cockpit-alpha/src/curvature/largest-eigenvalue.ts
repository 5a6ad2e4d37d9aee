/**
 * The largest eigenvalue of a symmetric tridiagonal matrix, by bisection: below it some pivot of the matrix minus x is
 * positive, from it on none is.
 * @param diagonal its n entries
 * @param beside the n - 1 entries beside them
 */
export function largestEigenvalue(diagonal: ArrayLike<number>, beside: ArrayLike<number>): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < diagonal.length; i++) {
    const radius = Math.abs(i > 0 ? beside[i - 1] : 0) + Math.abs(i < diagonal.length - 1 ? beside[i] : 0);
    low = Math.min(low, diagonal[i] - radius);
    high = Math.max(high, diagonal[i] + radius);
  }
  if (!Number.isFinite(low) || !Number.isFinite(high)) return Number.NaN;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (exceeds(diagonal, beside, middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Whether an eigenvalue is larger than x: by Sylvester's law, whether a pivot of the matrix minus x is positive. */
function exceeds(diagonal: ArrayLike<number>, beside: ArrayLike<number>, x: number): boolean {
  let pivot = 1;
  for (let i = 0; i < diagonal.length; i++) {
    const before = i > 0 ? beside[i - 1] ** 2 / (pivot === 0 ? -Number.MIN_VALUE : pivot) : 0;
    pivot = diagonal[i] - x - before;
    if (pivot > 0) return true;
  }
  return false;
}
