/** 2^27 + 1 splits a double into two halves of 26 bits (Veltkamp). */
const SPLITTER = 134217729;

/** Above this the splitting overflows. */
const SPLITTABLE = 1e290;

/**
 * (a + b) x - a with one rounding instead of the several that cancel: the sum and the product are kept with their
 * exact errors (Knuth's two-sum, Dekker's two-product).
 */
export function deviationFromMean(a: number, b: number, x: number): number {
  const n = a + b;
  if (n > SPLITTABLE) return b * x - a * (1 - x);
  const back = n - a;
  const sumError = a - (n - back) + (b - back);
  const product = n * x;
  const nScaled = SPLITTER * n;
  const nHigh = nScaled - (nScaled - n);
  const nLow = n - nHigh;
  const xScaled = SPLITTER * x;
  const xHigh = xScaled - (xScaled - x);
  const xLow = x - xHigh;
  const productError = nLow * xLow - (product - nHigh * xHigh - nLow * xHigh - nHigh * xLow);
  return product - a + (productError + sumError * x);
}
