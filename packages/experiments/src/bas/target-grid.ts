import type { Density } from '@hyperprior/priors';
import type { BasSettings } from './config.ts';
import type { BasFrame } from './frame.ts';

const nodes = 257;

/** The prior's cdf and density on a fixed grid over (0, 1), where the points live. */
export function targetGrid({ prior, label }: BasSettings): BasFrame['target'] {
  const density: Density = prior.family.at(prior.parameters.map(Number));
  const x = Float64Array.from({ length: nodes }, (_, i) => i / (nodes - 1));
  const [cdf, pdf, out] = [new Float64Array(nodes), new Float64Array(nodes), new Float64Array(64)];
  x.forEach((value, i) => {
    density.cdfValue(value, out);
    cdf[i] = out[0];
    pdf[i] = out[2];
  });
  return { label, domain: [0, 1], x, cdf, pdf };
}
