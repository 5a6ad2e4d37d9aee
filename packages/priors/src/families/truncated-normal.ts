import type { Family } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { finite, positive } from '../rules.ts';
import { tailMoments } from '../tail-moments.ts';
import { truncatedNormalDensity } from './truncated-normal-density.ts';
import { truncatedNormalTensors } from './truncated-normal-tensors.ts';

const family: Family<'mean' | 'std' | 'low' | 'high'> = {
  name: 'truncated-normal',
  parameters: [finite('mean'), positive('std'), finite('low'), finite('high')],
  ordered: [[2, 3]],
  at: ([mean, std, low, high]) => truncatedNormalDensity(mean, std, low, high),
  moments(values) {
    return tailMoments(this.at(values), this.support(values));
  },
  support: ([, , low, high]) => [low, high],
  tensors: ([mean, std, low, high]) => truncatedNormalTensors(mean, std, low, high),
};

/**
 * The normal distribution with this mean and standard deviation, before truncation, kept to [low, high]:
 * F(x) = (Φ(z) - Φ(α)) / (Φ(β) - Φ(α)) with z, α, β the standardised x, low and high.
 * @param std greater than 0
 * @param low less than high
 * @throws RangeError where a parameter given as a number is out of range
 */
export const truncatedNormal = (
  mean: Parameter,
  std: Parameter,
  low: Parameter,
  high: Parameter,
): FamilyPrior<'mean' | 'std' | 'low' | 'high'> => makePrior(family, [mean, std, low, high]);
