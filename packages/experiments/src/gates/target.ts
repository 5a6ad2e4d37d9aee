import { relaxedBernoulli } from '@hyperprior/priors';
import type { GatesSettings } from './config.ts';
import type { GatesFrame } from './frame.ts';

const nodes = 129;

/** The prior that Batch-Shaping holds the gate probabilities to, on a fixed grid. */
export function targetOf({ target, temperature }: GatesSettings): GatesFrame['prior'] {
  const density = relaxedBernoulli(target, temperature).family.at([target, temperature]);
  const x = Float64Array.from({ length: nodes }, (_, i) => i / (nodes - 1));
  const out = new Float64Array(8);
  const cdf = x.map((value) => {
    density.cdfValue(value, out);
    return out[0];
  });
  return { label: `relaxed-bernoulli(mean = ${target}, temperature = ${temperature})`, mean: target, x, cdf };
}
