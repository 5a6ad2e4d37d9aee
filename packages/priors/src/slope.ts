/** Relative rounding error of a first derivative from a numbers core. */
const rounding = 1e-14;

/** Ratio of the longest step to the shortest one, as a power of two. */
const octaves = 56;

/** Consistent differences may lie this many rounding errors apart. */
const slack = 16;

/**
 * Slope of a function at a point, in float64, whatever the scale on which the function varies. Central differences of
 * sixth order are taken with steps from `longest` down, each half as long as the one before. Rounding limits the short
 * ones, and the function's own curvature the long ones: among the steps that agree with all shorter ones within their
 * rounding errors, the one with the least estimated error is chosen (the rule of Lepski, 1991).
 * @param longest the function is smooth within this distance of the point; without a positive one the slope is NaN
 */
export function slopeAt(f: (x: number) => number, x: number, longest: number): number {
  if (!(longest > 0)) return Number.NaN;
  const differences = differencesOf(f, x, longest);
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [best, leastError, shorter] = [Number.NaN, Number.POSITIVE_INFINITY, Number.NaN];
  for (const { slope, noise } of differences) {
    low = Math.max(low, slope - slack * noise);
    high = Math.min(high, slope + slack * noise);
    if (!(low <= high)) break;
    const error = noise + (Number.isNaN(shorter) ? noise : Math.abs(slope - shorter));
    if (error <= leastError) [best, leastError] = [slope, error];
    shorter = slope;
  }
  return best;
}

interface Difference {
  readonly slope: number;
  readonly noise: number;
}

/** Differences of sixth order from the shortest step on, until the function is no longer finite. */
function* differencesOf(f: (x: number) => number, x: number, longest: number): Generator<Difference> {
  const recent: Difference[] = [];
  for (let k = octaves; k >= 0; k--) {
    const step = longest * 2 ** -k;
    const [before, after] = [x - step, x + step];
    const width = after - before;
    if (!(before < x && x < after)) continue;
    const [left, right] = [f(before), f(after)];
    const slope = (right - left) / width;
    if (!Number.isFinite(slope)) return;
    const noise = (rounding * Math.max(Math.abs(left), Math.abs(right)) + 2 ** -52 * Math.abs(x * slope)) / width;
    recent.unshift({ slope, noise });
    if (recent.length < 3) continue;
    const [long, middle, short] = recent;
    yield {
      slope: (64 * short.slope - 20 * middle.slope + long.slope) / 45,
      noise: (64 * short.noise + 20 * middle.noise + long.noise) / 45,
    };
    recent.pop();
  }
}
