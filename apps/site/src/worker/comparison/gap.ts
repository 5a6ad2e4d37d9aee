import type { Density } from '@hyperprior/priors';

/** sup |F̂ - F|, with F̂ = i/N from the i-th smallest point on. */
export function gapTo(density: Density, points: Float32Array): number {
  const out = new Float64Array(3);
  return points.toSorted().reduce((greatest, point, i, { length }) => {
    density.cdfValue(point, out);
    return Math.max(greatest, Math.abs((i + 1) / length - out[0]), Math.abs(i / length - out[0]));
  }, 0);
}
