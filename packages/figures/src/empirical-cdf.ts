/** i/(N+1) from the i-th smallest of N points on, over the whole domain. */
export function empiricalCdf(points: Float32Array, [low, high]: readonly [number, number]) {
  const sorted = points.filter(Number.isFinite).sort();
  const at = new Float64Array(sorted.length + 2);
  at[0] = low;
  at.set(sorted, 1);
  at[sorted.length + 1] = high;
  return { at, share: at.map((_, i) => Math.min(i, sorted.length) / (sorted.length + 1)) };
}
