import { ConfigError, namedPrior } from '@hyperprior/experiments';
import { readable } from '../../form/readable.ts';
import type { PriorChoice } from '../prior-choice.ts';

/** With less than this, what a prior says of (0, 1) is lost in the rounding of its cdf. */
const leastMass = 1e-6;

/**
 * Looks at what a comparison is to compare.
 * @throws ConfigError of the setting `prior` where it holds no mass on (0, 1), on which both losses depend; RangeError on
 * a prior that does not exist
 */
export function checkComparison({ prior: name, parameters }: PriorChoice): void {
  const { prior, label } = namedPrior(name, parameters);
  const density = prior.family.at(prior.parameters.map(Number));
  const out = new Float64Array(3);
  const [below, upTo] = [0, 1].map((x) => {
    density.cdfValue(x, out);
    return out[0];
  });
  const mass = upTo - below;
  if (mass >= leastMass) return;
  const held = mass > 0 ? `only ${readable(mass)}` : 'nothing';
  const problem = `must hold at least a millionth of its mass on (0, 1), where the points lie, but ${label} holds ${held} there`;
  throw new ConfigError('comparison', [{ setting: 'prior', inside: '', text: problem }]);
}
