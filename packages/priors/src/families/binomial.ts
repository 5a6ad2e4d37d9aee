import { logBinomialMass } from '@hyperprior/numerics';
import type { Family } from '../family.ts';
import { latticeTails } from '../lattice-tails.ts';
import { makePrior } from '../make-prior.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { count, proportion } from '../rules.ts';
import { type StepLaw, stepDensity } from '../step-law.ts';
import { binomialTensors } from './binomial-tensors.ts';

/** The law of the number of successes. Its only parameter is the probability. */
export function binomialLaw(trials: number, probability: number): StepLaw {
  const odds = probability / (1 - probability);
  const logMass = (k: number) => logBinomialMass(k, trials, probability);
  const lattice = {
    mean: trials * probability,
    logMass,
    down: (k: number) => k / ((trials - k + 1) * odds),
    up: (k: number) => ((trials - k) * odds) / (k + 1),
  };
  return {
    parameters: 1,
    last: trials,
    indexAt: (x) => Math.min(Math.max(Math.floor(x), -1), trials),
    valueAt: (k) => k,
    logMass,
    logTails: (k, out) => latticeTails(lattice, k, out),
    slope: (k) => -(trials - k) / (1 - probability),
    score: (k) => k / probability - (trials - k) / (1 - probability),
    bend: (k) => ((k - trials) / (1 - probability)) * (k / probability - (trials - k - 1) / (1 - probability)),
    scoreSlope: (k) => -k / probability / probability - (trials - k) / (1 - probability) / (1 - probability),
    middle: Math.floor(trials * probability),
  };
}

const family: Family<'trials' | 'probability'> = {
  name: 'binomial',
  isDiscrete: true,
  parameters: [count('trials'), proportion('probability')],
  at: ([trials, probability]) => {
    const { slope, score, bend, scoreSlope, ...law } = binomialLaw(trials, probability);
    return stepDensity({
      ...law,
      parameters: 2,
      slope: (index, k) => (k === 0 ? 0 : slope(index, 0)),
      score: (index, k) => (k === 0 ? 0 : score(index, 0)),
      bend: (index, k, m) => (k * m === 0 ? 0 : bend(index, 0, 0)),
      scoreSlope: (index, k, m) => (k * m === 0 ? 0 : scoreSlope(index, 0, 0)),
    });
  },
  support: ([trials]) => [0, trials],
  tensors: ([trials, probability]) => binomialTensors(trials, probability),
};

/**
 * The binomial distribution on 0, 1, ..., trials: the number of successes. `pdf` is the probability of x. The number of
 * trials is whole, so that derivatives in it are 0.
 * @param trials whole number of at least 1
 * @param probability of a success, strictly between 0 and 1
 * @throws RangeError if a parameter given as a number is out of range
 */
export const binomial = (trials: Parameter, probability: Parameter): FamilyPrior<'trials' | 'probability'> =>
  makePrior(family, [trials, probability]);
