import type { Density, Moments } from './family.ts';
import { integrate } from './integrate.ts';

/** Each piece of a tail ends where its probability is below the previous piece's by these factors, at first and then. */
const [firstFactor, factor] = [0.8, 0.1];
/** Less than this of the probability does not show in a moment. */
const least = 1e-45;

/**
 * Mean and variance in float64 by the two tails: E (X - c)₊ = ∫ S and E (X - c)₊² = 2 ∫ (x - c) S beyond the median c, and the same
 * with F below it. All integrands are positive, so nothing cancels, and a density may be infinite.
 */
export function tailMoments(density: Density, [low, high]: readonly [number, number]): Moments {
  const out = new Float64Array(3);
  const centre = density.quantile(0.5);
  const tail = (x: number, upper: boolean): number => {
    density.cdfValue(x, out);
    return upper ? out[1] : out[0];
  };
  const above = halfMoments((d) => tail(centre + d, true), high - centre);
  const below = halfMoments((d) => tail(centre - d, false), centre - low);
  const shift = above.first - below.first;
  return { mean: centre + shift, variance: Math.max(0, above.second + below.second - shift * shift) };
}

/** ∫ T(d) dd and 2 ∫ d T(d) dd over distances from 0 to the end of the support. */
function halfMoments(tail: (distance: number) => number, end: number): { first: number; second: number } {
  let [first, second] = [0, 0];
  let from = 0;
  let level = tail(0) * firstFactor;
  while (from < end && level > least) {
    const to = distanceTo(tail, level, from, end);
    first += integrate(tail, from, to);
    second += 2 * integrate((d) => d * tail(d), from, to);
    from = to;
    level *= level > 0.05 ? firstFactor : factor;
  }
  return { first, second };
}

/** The distance at which a falling tail reaches a level, by bisection of the exponent and then of the distance. */
function distanceTo(tail: (distance: number) => number, level: number, from: number, end: number): number {
  let [near, far] = [from, Math.min(end, from > 0 ? 2 * from : Number.MIN_VALUE)];
  if (from === 0) [near, far] = decadeOf(tail, level, end);
  while (far < end && tail(far) > level) [near, far] = [far, Math.min(end, 2 * far)];
  for (let i = 0; i < 40 && far - near > 1e-6 * far; i++) {
    const middle = (near + far) / 2;
    if (tail(middle) > level) near = middle;
    else far = middle;
  }
  return far;
}

/** Two distances a factor of ten apart, or 0 and the first, between which a tail falls below a level. */
function decadeOf(tail: (distance: number) => number, level: number, end: number): [near: number, far: number] {
  let [low, high] = [-320, Math.min(308, Number.isFinite(end) ? Math.log10(end) : 308)];
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (tail(10 ** middle) > level) low = middle;
    else high = middle;
  }
  return [low === -320 ? 0 : 10 ** low, Math.min(end, 10 ** high)];
}
