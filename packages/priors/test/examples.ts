import fc from 'fast-check';
import {
  beta,
  type FamilyPrior,
  kumaraswamy,
  logistic,
  logitNormal,
  logitRelaxedBernoulli,
  mixture,
  normal,
  type Parameter,
  relaxedBernoulli,
  symmetricBeta,
  truncatedNormal,
  uniform,
} from '../src/index.ts';

/** A family with parameters of order 1 and points inside its support, as data for the tests. */
export interface Example {
  readonly name: string;
  make(...parameters: Parameter[]): FamilyPrior;
  readonly parameters: readonly number[];
  readonly points: readonly number[];
  /** Any valid parameters of order 1. */
  readonly arbitrary: fc.Arbitrary<number[]>;
}

const unit = [0.04, 0.2, 0.37, 0.5, 0.71, 0.93];
const line = [-2.3, -0.8, 0.1, 0.6, 1.7, 3.2];
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map(Math.fround);

export const examples: readonly Example[] = [
  {
    name: 'beta',
    make: (a, b) => beta(a, b),
    parameters: [1.7, 0.6],
    points: unit,
    arbitrary: fc.tuple(between(0.3, 9), between(0.3, 9)),
  },
  {
    name: 'symmetric-beta',
    make: (a) => symmetricBeta(a),
    parameters: [0.35],
    points: unit,
    arbitrary: fc.tuple(between(0.1, 0.9)),
  },
  {
    name: 'normal',
    make: (mean, std) => normal(mean, std),
    parameters: [0.4, 1.3],
    points: line,
    arbitrary: fc.tuple(between(-2, 2), between(0.4, 3)),
  },
  {
    name: 'logit-relaxed-bernoulli',
    make: (mean, temperature) => logitRelaxedBernoulli(mean, temperature),
    parameters: [0.3, 0.8],
    points: line,
    arbitrary: fc.tuple(between(0.1, 0.9), between(0.4, 3)),
  },
  {
    name: 'logistic',
    make: (location, scale) => logistic(location, scale),
    parameters: [-0.3, 0.8],
    points: line,
    arbitrary: fc.tuple(between(-2, 2), between(0.4, 3)),
  },
  {
    name: 'relaxed-bernoulli',
    make: (mean, temperature) => relaxedBernoulli(mean, temperature),
    parameters: [0.3, 0.6],
    points: unit,
    arbitrary: fc.tuple(between(0.1, 0.9), between(0.2, 3)),
  },
  {
    name: 'logit-normal',
    make: (location, scale) => logitNormal(location, scale),
    parameters: [0.5, 0.9],
    points: unit,
    arbitrary: fc.tuple(between(-2, 2), between(0.4, 3)),
  },
  {
    name: 'kumaraswamy',
    make: (a, b) => kumaraswamy(a, b),
    parameters: [0.8, 2.5],
    points: unit,
    arbitrary: fc.tuple(between(0.3, 5), between(0.3, 5)),
  },
  {
    name: 'uniform',
    make: (low, high) => uniform(low, high),
    parameters: [-3, 4.5],
    points: line,
    arbitrary: fc.tuple(between(-4, -3), between(3.5, 5)),
  },
  {
    name: 'truncated-normal',
    make: (mean, std, low, high) => truncatedNormal(mean, std, low, high),
    parameters: [0.5, 1.1, -2.5, 4],
    points: line,
    arbitrary: fc.tuple(between(-2, 2), between(0.7, 3), between(-4, -3), between(3.5, 5)),
  },
  {
    name: 'mixture',
    make: (first, second, a, b, mean, temperature) =>
      mixture([beta(a, b), relaxedBernoulli(mean, temperature)], [first, second]),
    parameters: [0.4, 1.1, 2.2, 3.1, 0.6, 0.7],
    points: unit,
    arbitrary: fc.tuple(
      between(0.2, 2),
      between(0.2, 2),
      between(0.5, 5),
      between(0.5, 5),
      between(0.1, 0.9),
      between(0.3, 2),
    ),
  },
  {
    name: 'mixture of mixtures',
    make: (first, second, inner, mean, std, low, high) =>
      mixture([mixture([normal(mean, std), uniform(low, high)], [inner, 0.5]), logistic(0.5, 1)], [first, second]),
    parameters: [0.7, 0.6, 0.8, -0.2, 0.9, -3, 4],
    points: line,
    arbitrary: fc.tuple(
      between(0.2, 2),
      between(0.2, 2),
      between(0.2, 2),
      between(-2, 2),
      between(0.4, 3),
      between(-4, -3),
      between(3.5, 5),
    ),
  },
];

/** The numbers core of an example. */
export function coreOf(example: Example, parameters: readonly number[] = example.parameters) {
  const prior = example.make(...parameters);
  return prior.family.at(prior.parameters.map(Number));
}

/** The first `length` numbers that a method of a numbers core writes at x. */
export function written(write: (x: number, out: Float64Array) => void, x: number, length: number): number[] {
  const out = new Float64Array(length);
  write(x, out);
  return [...out];
}
