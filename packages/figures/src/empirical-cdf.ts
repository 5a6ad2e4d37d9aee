/** i/(N+1) from the i-th smallest of N points on, over the whole domain. */
export function empiricalCdf(points: Float32Array, [low, high]: readonly [number, number]) {
  const sorted = points.filter(Number.isFinite).sort();
  const whole = sorted.length + 1;
  return {
    at: Float64Array.of(low, ...sorted, high),
    share: Float64Array.from({ length: sorted.length + 2 }, (_, i) => Math.min(i, sorted.length) / whole),
  };
}
