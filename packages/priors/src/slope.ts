/** Relative rounding error that a first derivative from a numbers core has at least, and at most. */
const [leastRounding, mostRounding] = [1e-14, 4e-12];

/** Ratio of the longest step to the shortest one, as a power of two. */
const octaves = 60;

/** Number of the shortest steps over which the function varies by its rounding error alone. */
const still = 6;

/** Consistent differences may lie this many rounding errors apart. */
const slack = 16;

/**
 * Slope of a function at a point, in float64, whatever the scale on which the function varies. Central differences of
 * sixth order are taken with steps up to `longest`, each twice as long as the one before. Rounding limits the short
 * ones, and the function's own curvature the long ones: among the steps that agree with all shorter ones within their
 * rounding errors, the one with the least estimated error is chosen (the rule of Lepski, 1991).
 * @param longest the function is smooth within this distance of the point; without a positive one the slope is NaN
 */
export function slopeAt(f: (x: number) => number, x: number, longest: number): number {
  if (!(longest > 0)) return Number.NaN;
  const pairs = pairsAround(f, x, longest);
  const error = roundingError(pairs.slice(0, still));
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [best, leastError, shorter] = [Number.NaN, Number.POSITIVE_INFINITY, Number.NaN];
  for (let k = 2; k < pairs.length; k++) {
    const [short, middle, long] = pairs.slice(k - 2, k + 1);
    const slope = (64 * short.slope - 20 * middle.slope + long.slope) / 45;
    const noise = 3 * (error / short.width + 2 ** -52 * Math.abs((x * slope) / short.width));
    low = Math.max(low, slope - slack * noise);
    high = Math.min(high, slope + slack * noise);
    if (!(low <= high)) break;
    const estimate = noise + (Number.isNaN(shorter) ? noise : Math.abs(slope - shorter));
    if (estimate <= leastError) [best, leastError] = [slope, estimate];
    shorter = slope;
  }
  return best;
}

/** Values of a function at two points, and the slope between them. */
interface Pair {
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly slope: number;
}

/** Pairs from the shortest step on, as long as the function is finite. */
function pairsAround(f: (x: number) => number, x: number, longest: number): Pair[] {
  const pairs: Pair[] = [];
  for (let k = octaves; k >= 0; k--) {
    const step = longest * 2 ** -k;
    const [before, after] = [x - step, x + step];
    if (!(before < x && x < after)) continue;
    const [left, right, width] = [f(before), f(after), after - before];
    const slope = (right - left) / width;
    if (!Number.isFinite(slope)) break;
    pairs.push({ left, right, width, slope });
  }
  return pairs;
}

/** Absolute rounding error of a function, from its variation over the shortest steps. */
function roundingError(shortest: readonly Pair[]): number {
  const values = shortest.flatMap(({ left, right }) => [left, right]);
  const size = Math.max(...values.map(Math.abs));
  const variation = Math.max(...values) - Math.min(...values);
  return Math.min(Math.max(variation, leastRounding * size), mostRounding * size);
}
