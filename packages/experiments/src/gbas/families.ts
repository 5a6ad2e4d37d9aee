import type { GbasOptions } from '@hyperprior/gbas';
import { beta, type Density, logitRelaxedBernoulli, relaxedBernoulli, symmetricBeta } from '@hyperprior/priors';
import { sigmoid, type Tensor } from '@tensorflow/tfjs-core';

/** Family of learned priors. Points are trained before a sigmoid, and shown after it. */
export interface GbasFamily {
  /** Maker of a prior for the values that `seen` returns. */
  readonly make: GbasOptions['family'];
  /** Returns the points as the priors see them. */
  seen(points: Tensor): Tensor;
  readonly parameters: readonly string[];
  /** Narrower bounds than the family's own. */
  readonly bounds: GbasOptions['bounds'];
  /** Returns the initial parameters of a prior with this mean. */
  start(mean: number): Record<string, number>;
  /** The prior on (0, 1) at these parameters. */
  density(values: readonly number[]): Density;
}

/** Number of draws that would make a Beta prior as certain as it is at the start. */
const initialDraws = 2;

/** The families by name. */
export const gbasFamilies: Readonly<Record<string, GbasFamily>> = {
  // A prior of the points before the sigmoid has the same loss, without a sigmoid and a logarithm for each.
  'relaxed-bernoulli': {
    make: logitRelaxedBernoulli,
    seen: (points) => points,
    parameters: ['mean', 'temperature'],
    bounds: { temperature: [0, 1] },
    start: (mean) => ({ mean, temperature: 0.5 }),
    density: (values) => relaxedBernoulli(0.5, 1).family.at(values),
  },
  beta: {
    make: beta,
    seen: sigmoid,
    parameters: ['a', 'b'],
    bounds: {},
    start: (mean) => ({ a: initialDraws * mean, b: initialDraws * (1 - mean) }),
    density: (values) => beta(1, 1).family.at(values),
  },
  'symmetric-beta': {
    make: symmetricBeta,
    seen: sigmoid,
    parameters: ['a'],
    bounds: {},
    start: (mean) => ({ a: mean }),
    density: (values) => symmetricBeta(0.5).family.at(values),
  },
};

/** The mean of a prior at these parameters, as the hyperprior takes it. */
export const meanAt = (family: string, [first, second]: readonly number[]): number =>
  family === 'beta' ? first / (first + second) : first;
