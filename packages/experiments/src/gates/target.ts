import { relaxedBernoulli } from '@hyperprior/priors';
import { onUnitGrid } from '../unit-grid.ts';
import type { GatesFrame } from './frame.ts';
import type { GatesSettings } from './settings.ts';

/** Returns the prior of the gate probabilities under Batch-Shaping. */
export function targetOf({ target, temperature }: GatesSettings): GatesFrame['prior'] {
  const { x, cdf } = onUnitGrid(relaxedBernoulli(target, temperature).family.at([target, temperature]));
  return { label: `relaxed-bernoulli(mean = ${target}, temperature = ${temperature})`, mean: target, x, cdf };
}
