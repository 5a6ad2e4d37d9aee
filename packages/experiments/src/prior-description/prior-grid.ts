import type { Density } from '@hyperprior/priors';

type Interval = readonly [low: number, high: number];

/** A distribution and the interval that holds all of it. */
export interface Part {
  readonly density: Density;
  readonly support: Interval;
}

/** Probability left out on each side of an interval that is drawn instead of the support. */
const tail = 5e-4;

/** The support is drawn whole where the bulk takes this share of it. */
const bulkShare = 0.05;

/** The interval to draw: the support where the bulk of the probability fills it, else the bulk with some room. */
export function domainOf(parts: readonly Part[], [low, high]: Interval): Interval {
  const from = Math.min(...parts.map(({ density }) => density.quantile(tail)));
  const to = Math.max(...parts.map(({ density }) => density.quantile(1 - tail)));
  if (to - from >= bulkShare * (high - low)) return [low, high];
  const room = 0.05 * (to - from) || Math.abs(from) / 1e3 || 1e-3;
  return [Math.max(low, from - room), Math.min(high, to + room)];
}

const [even, dense] = [256, 180];

/** Positions evenly over a domain, and as many more where a component has its probability: steep ends get the most. */
export function gridOver([low, high]: Interval, parts: readonly Part[]): Float64Array {
  const evenly = Array.from({ length: even + 1 }, (_, i) => low + ((high - low) * i) / even);
  const byQuantile = parts.flatMap(({ density }) =>
    Array.from({ length: dense + 1 }, (_, i) => density.quantile(1 / (1 + Math.exp(9 - (18 * i) / dense)))),
  );
  const inside = [...evenly, ...byQuantile].filter((x) => x >= low && x <= high);
  return Float64Array.from(new Set(inside)).sort();
}
