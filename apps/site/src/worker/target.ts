import type { BasFrame } from '@hyperprior/experiments';
import type { FamilyPrior } from '@hyperprior/priors';

const nodes = 257;

/** A prior on (0, 1) as a figure shows it, on nodes that lie closer towards the ends. */
export function targetOf(prior: FamilyPrior, label: string): BasFrame['target'] {
  const density = prior.family.at(prior.parameters.map(Number));
  const x = Float64Array.from({ length: nodes }, (_, i) => (1 - Math.cos((Math.PI * i) / (nodes - 1))) / 2);
  const out = new Float64Array(3);
  const values = Array.from(x, (value) => {
    density.cdfValue(value, out);
    return { cdf: out[0], pdf: out[2] };
  });
  return {
    label,
    domain: [0, 1],
    x,
    cdf: Float64Array.from(values, ({ cdf }) => cdf),
    pdf: Float64Array.from(values, ({ pdf }) => pdf),
  };
}
