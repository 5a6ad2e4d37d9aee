import { relaxedBernoulli } from '@hyperprior/priors';
import { onUnitGrid } from '../unit-grid.ts';
import type { GatesSettings } from './config.ts';
import type { GatesFrame } from './frame.ts';

/** The prior that Batch-Shaping holds the gate probabilities to. */
export function targetOf({ target, temperature }: GatesSettings): GatesFrame['prior'] {
  const { x, cdf } = onUnitGrid(relaxedBernoulli(target, temperature).family.at([target, temperature]));
  return { label: `relaxed-bernoulli(mean = ${target}, temperature = ${temperature})`, mean: target, x, cdf };
}
