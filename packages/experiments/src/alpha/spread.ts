import type { AlphaSpread } from './frame.ts';

/** Median and quartiles of what is a number, infinite ones included; null where there is none. */
export function spreadOf(alphas: readonly number[]): AlphaSpread | null {
  const sorted = alphas.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share));
  return { median, low, high };
}

/** Linear between the two values next to its place. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below === above ? below : below + (place % 1) * (above - below);
}
