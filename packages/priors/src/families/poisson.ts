import { logPoissonMass } from '@hyperprior/numerics';
import type { Family } from '../family.ts';
import { latticeTails } from '../lattice-tails.ts';
import { makePrior } from '../make-prior.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { positive } from '../rules.ts';
import { type StepLaw, stepDensity } from '../step-law.ts';
import { poissonTensors } from './poisson-tensors.ts';

function law(rate: number): StepLaw {
  const logMass = (k: number) => logPoissonMass(k, rate);
  const lattice = { mean: rate, logMass, down: (k: number) => k / rate, up: (k: number) => rate / (k + 1) };
  return {
    parameters: 1,
    last: Number.POSITIVE_INFINITY,
    indexAt: (x) => Math.max(Math.floor(x), -1),
    valueAt: (k) => k,
    logMass,
    logTails: (k, out) => latticeTails(lattice, k, out),
    slope: () => -1,
    score: (k) => (k - rate) / rate,
    bend: (k) => (rate - k) / rate,
    scoreSlope: (k) => -k / rate / rate,
    middle: Math.floor(rate),
  };
}

const family: Family<'rate'> = {
  name: 'poisson',
  isDiscrete: true,
  parameters: [positive('rate')],
  at: ([rate]) => stepDensity(law(rate)),
  support: () => [0, Number.POSITIVE_INFINITY],
  tensors: ([rate]) => poissonTensors(rate),
};

/**
 * The Poisson distribution on 0, 1, 2, ..., P(X = k) = rate^k exp(-rate) / k!. `pdf` is the probability of x.
 * @param rate the mean, greater than 0
 * @throws RangeError if the rate is a number out of range
 */
export const poisson = (rate: Parameter): FamilyPrior<'rate'> => makePrior(family, [rate]);
