/** A cdf on a grid over its domain. */
interface Grid {
  readonly x: Float64Array;
  readonly cdf: Float64Array;
}

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

/** The densities of the same bins under a cdf: what the histogram should become. Finite even where the pdf is not. */
export function expectedHistogram(grid: Grid, [low, high]: readonly [number, number], bins: number): Float64Array {
  const width = (high - low) / bins;
  const edges = Array.from({ length: bins + 1 }, (_, i) => interpolate(grid, low + i * width));
  return Float64Array.from({ length: bins }, (_, i) => (edges[i + 1] - edges[i]) / width);
}

/**
 * The upper end of a histogram's axis. Enough for the tallest bin expected, unless that one stands at an end and dwarfs
 * the rest: then three times the tallest within, so that the middle can be read.
 */
export function histogramTop(expected: Float64Array): number {
  const tallest = expected.reduce((a, b) => Math.max(a, b), 0);
  const within = expected.slice(1, -1).reduce((a, b) => Math.max(a, b), 0);
  if (!(tallest > 0)) return 1;
  return within > 0.04 * tallest ? Math.min(1.3 * tallest, 4 * within) : 1.3 * tallest;
}

function interpolate({ x, cdf }: Grid, at: number): number {
  const right = x.findIndex((value) => value >= at);
  if (right < 0) return cdf[cdf.length - 1];
  if (right === 0) return cdf[0];
  const share = (at - x[right - 1]) / (x[right] - x[right - 1]);
  return cdf[right - 1] + share * (cdf[right] - cdf[right - 1]);
}
