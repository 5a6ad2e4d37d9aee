import type { GbasOptions } from '@hyperprior/gbas';
import { beta, type Density, logitRelaxedBernoulli, relaxedBernoulli, symmetricBeta } from '@hyperprior/priors';
import { sigmoid, type Tensor } from '@tensorflow/tfjs-core';

/** How a family takes part in the run. Points are trained before a sigmoid, and shown after it. */
export interface GbasFamily {
  /** What makes its priors of what `seen` returns. */
  readonly make: GbasOptions['family'];
  /** The points as the priors see them. */
  seen(points: Tensor): Tensor;
  readonly parameters: readonly string[];
  /** Narrower bounds than the family's own. */
  readonly bounds: GbasOptions['bounds'];
  /** The parameters at which a prior of this mean starts. */
  start(mean: number): Record<string, number>;
  /** The prior on (0, 1) at these parameters. */
  density(values: readonly number[]): Density;
}

/** So many draws would make a Beta prior as sure as it is at the start. */
const sureness = 2;

/** The families by name. */
export const gbasFamilies: Readonly<Record<string, GbasFamily>> = {
  // Of the points before the sigmoid: the same loss without a sigmoid and a logarithm for each.
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
    start: (mean) => ({ a: sureness * mean, b: sureness * (1 - mean) }),
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
