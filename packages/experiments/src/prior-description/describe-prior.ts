import type { FamilyPrior } from '@hyperprior/priors';
import { type Moments, tailMoments } from '@hyperprior/priors';
import { parseAnyPrior, type WeightedPrior } from '../settings/prior-text.ts';
import { describeSteps } from './describe-steps.ts';
import type { PriorDescription } from './prior-description.ts';
import { domainOf, gridOver, type Part } from './prior-grid.ts';

/** Probabilities of the quantiles that describe a prior. */
const shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

/**
 * Describes a prior that is written as text, `beta(2, 6)` or a mixture: moments, quantiles, and cdf and density on a grid
 * (of a discrete prior, at its values), in float64 and
 * without a backend. Throws a RangeError where the text is no prior.
 */
export function describePrior(text: string): PriorDescription {
  const { prior, label, components } = parseAnyPrior(text);
  const whole = partOf(prior);
  const quantiles = shares.map((p) => ({ p, x: whole.density.quantile(p) }));
  if (prior.family.isDiscrete) return { label, quantiles, ...describeSteps(whole) };
  const parts = components.map((component) => partOf(component.prior));
  const domain = domainOf(parts, whole.support);
  const x = gridOver(domain, parts);
  const [cdf, pdf, out] = [new Float64Array(x.length), new Float64Array(x.length), new Float64Array(3)];
  x.forEach((value, i) => {
    whole.density.cdfValue(value, out);
    [cdf[i], , pdf[i]] = out;
  });
  return {
    label,
    kind: 'continuous',
    support: whole.support,
    domain,
    ...mixedMoments(components, parts),
    quantiles,
    x,
    cdf,
    pdf,
  };
}

/** The numbers core of a prior whose parameters are numbers. */
function partOf({ family, parameters }: FamilyPrior): Part {
  const values = parameters.map(Number);
  return { density: family.at(values), support: family.support(values) };
}

/** Moments of a mixture by those of its components: narrow ones far apart are no trouble. */
function mixedMoments(components: readonly WeightedPrior[], parts: readonly Part[]): Moments {
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  const each = parts.map(({ density, support }, k) => ({
    share: components[k].weight / total,
    ...tailMoments(density, support),
  }));
  const mean = each.reduce((sum, part) => sum + part.share * part.mean, 0);
  const variance = each.reduce((sum, part) => sum + part.share * (part.variance + (part.mean - mean) ** 2), 0);
  return { mean, variance };
}
