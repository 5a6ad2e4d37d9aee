/** Counts of values in bins of equal width, as densities: Σ density · width = share of the values in the domain. */
export function histogram(
  values: ArrayLike<number>,
  [low, high]: readonly [number, number],
  bins: number,
): Float64Array {
  const density = new Float64Array(bins);
  const width = (high - low) / bins;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!(value >= low && value <= high)) continue;
    density[Math.min(bins - 1, Math.floor((value - low) / width))] += 1 / (values.length * width);
  }
  return density;
}

/** The densities of the same bins under a cdf on a grid over the domain: what the histogram should become. */
export function expectedHistogram(
  grid: { readonly x: Float64Array; readonly cdf: Float64Array },
  [low, high]: readonly [number, number],
  bins: number,
): Float64Array {
  const width = (high - low) / bins;
  const edges = Array.from({ length: bins + 1 }, (_, i) => interpolate(grid, low + i * width));
  return Float64Array.from({ length: bins }, (_, i) => (edges[i + 1] - edges[i]) / width);
}

function interpolate({ x, cdf }: { readonly x: Float64Array; readonly cdf: Float64Array }, at: number): number {
  const right = x.findIndex((value) => value >= at);
  if (right < 0) return cdf[cdf.length - 1];
  if (right === 0) return cdf[0];
  const share = (at - x[right - 1]) / (x[right] - x[right - 1]);
  return cdf[right - 1] + share * (cdf[right] - cdf[right - 1]);
}
