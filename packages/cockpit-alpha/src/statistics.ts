/** Statistics of the samples of a batch, in float64. */

export const sum = (values: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
};

export const sumOfSquares = (values: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] * values[i];
  return total;
};

const mean = (values: ArrayLike<number>): number => sum(values) / values.length;

/** Σ (x - mean)² / (n - 1); null of a single value, which has none. */
export function sampleVariance(values: ArrayLike<number>): number | null {
  if (values.length < 2) return null;
  const centre = mean(values);
  let total = 0;
  for (let i = 0; i < values.length; i++) total += (values[i] - centre) ** 2;
  return total / (values.length - 1);
}
