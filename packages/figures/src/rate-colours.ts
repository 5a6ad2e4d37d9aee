import { scaleLinear } from 'd3-scale';
import type { Theme } from './theme.ts';

/** A colour for each of so many learning rates, from the shortest to the longest. */
export function rateColours(count: number, { data, second, target }: Theme): string[] {
  const colour = scaleLinear<string>().domain([0, 0.5, 1]).range([data, second, target]);
  return Array.from({ length: count }, (_, i) => colour(count === 1 ? 0 : i / (count - 1)));
}

/** The places of learning rates in their order, the shortest first. */
export const byRate = (trainings: readonly { readonly rate: number }[]): number[] =>
  trainings.map((_, i) => i).sort((a, b) => trainings[a].rate - trainings[b].rate);
