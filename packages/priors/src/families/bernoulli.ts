import { onesLike } from '@tensorflow/tfjs-core';
import type { Family } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { proportion } from '../rules.ts';
import { stepDensity } from '../step-law.ts';
import { binomialLaw } from './binomial.ts';
import { binomialTensors } from './binomial-tensors.ts';

const family: Family<'mean'> = {
  name: 'bernoulli',
  isDiscrete: true,
  parameters: [proportion('mean')],
  at: ([mean]) => stepDensity(binomialLaw(1, mean)),
  support: () => [0, 1],
  tensors([mean]) {
    const density = binomialTensors(onesLike(mean), mean);
    return {
      ...density,
      cdfPartial: (x) => density.cdfPartial(x, 1),
      logCdfPartial: (x) => density.logCdfPartial(x, 1),
      logSfPartial: (x) => density.logSfPartial(x, 1),
      logPdfPartial: (x) => density.logPdfPartial(x, 1),
    };
  },
};

/**
 * The Bernoulli distribution: 1 with probability `mean`, 0 otherwise. `pdf` is the probability of x.
 * @param mean strictly between 0 and 1
 * @throws RangeError if the mean is a number out of range
 */
export const bernoulli = (mean: Parameter): FamilyPrior<'mean'> => makePrior(family, [mean]);
