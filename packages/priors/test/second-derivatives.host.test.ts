import { expectClose } from '@hyperprior/vitest';
import { describe, expect, it } from 'vitest';
import {
  bernoulli,
  beta,
  binomial,
  categorical,
  type FamilyPrior,
  kumaraswamy,
  logistic,
  logitNormal,
  logitRelaxedBernoulli,
  mixture,
  normal,
  poisson,
  relaxedBernoulli,
  symmetricBeta,
  truncatedNormal,
  uniform,
} from '../src/index.ts';
import type { Quantity } from '../src/quantity.ts';
import { evaluators } from '../src/quantity.ts';
import { secondDerivatives } from '../src/second-derivatives.ts';
import reference from './second-derivatives.json' with { type: 'json' };

// The reference: upper triangles over (x, parameters), row by row. The logarithms of both tails and of the density are
// written in mpmath by their definitions (erfc, hyp2f1, log1p) and differenced twice with steps of 1e-26 of the scale, at 140 to
// 700 digits, so that all digits shown are right.

const makers: Record<string, (...v: number[]) => FamilyPrior> = {
  beta: (a, b) => beta(a, b),
  symmetricBeta: (a) => symmetricBeta(a),
  normal: (mean, std) => normal(mean, std),
  logistic: (location, scale) => logistic(location, scale),
  uniform: (low, high) => uniform(low, high),
  logitNormal: (location, scale) => logitNormal(location, scale),
  relaxedBernoulli: (mean, temperature) => relaxedBernoulli(mean, temperature),
  logitRelaxedBernoulli: (mean, temperature) => logitRelaxedBernoulli(mean, temperature),
  kumaraswamy: (a, b) => kumaraswamy(a, b),
  truncatedNormal: (mean, std, low, high) => truncatedNormal(mean, std, low, high),
  mixtureOfNormals: (w0, w1, m0, s0, m1, s1) => mixture([normal(m0, s0), normal(m1, s1)], [w0, w1]),
  mixtureOnUnit: (w0, w1, a, b, mean, temperature) =>
    mixture([kumaraswamy(a, b), relaxedBernoulli(mean, temperature)], [w0, w1]),
};

/** Relative: Beta's are those of interpolants, and some of the truncated normal's logarithms of tails nearly cancel. */
const tolerances: Record<string, number> = { beta: 1e-7, symmetricBeta: 1e-7, truncatedNormal: 1e-6 };

/** The matrix of second derivatives over (x, parameters). */
function hessian(prior: FamilyPrior, quantity: Quantity, x: number): number[][] {
  const size = 1 + prior.parameters.length;
  const density = prior.family.at(prior.parameters.map(Number));
  return Array.from({ length: size }, (_, i) => {
    const out = new Float64Array(1 + size);
    secondDerivatives[quantity](density, x, i, out, size);
    return [...out.slice(0, size)];
  });
}

const triangle = (matrix: number[][]) => matrix.flatMap((row, i) => row.slice(i));

describe.each(reference)('second derivatives of $family at $at', ({ family, at: [x, ...parameters], second }) => {
  const prior = makers[family](...parameters);
  it.each(Object.entries(second))('%s', (quantity, expected) => {
    const matrix = hessian(prior, quantity as Quantity, x);
    const largest = Math.max(...expected.map(Math.abs));
    const rel = tolerances[family] ?? 1e-10;
    // Where the truth is 0 terms cancel to a rounding of theirs.
    for (const found of [matrix, matrix[0].map((_, j) => matrix.map((row) => row[j]))]) {
      const entries = triangle(found);
      const of = (zeros: boolean, values: number[]) => values.filter((_, k) => (expected[k] === 0) === zeros);
      expectClose(of(false, entries), of(false, expected), { rel });
      expectClose(of(true, entries), of(true, expected), { abs: 3e-14 * largest + 1e-30 });
    }
  });
});

describe('second derivatives of quantiles', () => {
  it('are those of the closed form', () => {
    // Q = low + (high - low) p
    expectClose(hessian(uniform(-1, 2.5), 'quantile', 0.3).flat(), [0, -1, 1, -1, 0, 0, 1, 0, 0], { abs: 1e-13 });
    // Q = σ(u), u = (logit p + logit mean) / temperature
    const [p, mean, temperature] = [0.3, 0.2, 0.05];
    const u = (Math.log(p / (1 - p)) + Math.log(mean / (1 - mean))) / temperature;
    const q = 1 / (1 + Math.exp(-u));
    const [slope, bend] = [q * (1 - q), q * (1 - q) * (1 - 2 * q)];
    const [ofP, ofMean] = [1 / (p * (1 - p)) / temperature, 1 / (mean * (1 - mean)) / temperature];
    const ofTemperature = -u / temperature;
    const expected = [
      bend * ofP * ofP + slope * ofP * (2 * p - 1) * (1 / (p * (1 - p))),
      bend * ofP * ofMean,
      bend * ofP * ofTemperature - (slope * ofP) / temperature,
      bend * ofMean * ofMean + slope * ofMean * (2 * mean - 1) * (1 / (mean * (1 - mean))),
      bend * ofMean * ofTemperature - (slope * ofMean) / temperature,
      bend * ofTemperature * ofTemperature + (slope * 2 * u) / temperature / temperature,
    ];
    expectClose(triangle(hessian(relaxedBernoulli(mean, temperature), 'quantile', p)), expected, { rel: 1e-10 });
  });
});

describe('second derivatives of discrete families', () => {
  const discrete: [string, (...v: number[]) => FamilyPrior, number[], number, number[]][] = [
    ['bernoulli', (mean) => bernoulli(mean), [0.3], 0, [0]],
    ['binomial', (trials, probability) => binomial(trials, probability), [9, 0.3], 3, [1]],
    ['poisson', (rate) => poisson(rate), [4.5], 3, [0]],
    ['categorical', (...weights) => categorical(weights), [0.4, 1.2, 0.7], 1, [0, 1, 2]],
  ];
  it.each(discrete)('%s: are the slopes of the first ones', (_, make, parameters, x, moving) => {
    for (const quantity of ['cdf', 'sf', 'logCdf', 'logSf', 'pdf', 'logPdf'] as const) {
      const matrix = hessian(make(...parameters), quantity, x);
      expect(matrix[0].every((value) => value === 0)).toBe(true);
      for (const k of moving) {
        const first = (delta: number) => {
          const out = new Float64Array(2 + parameters.length);
          const moved = parameters.map((value, i) => (i === k ? value + delta : value));
          evaluators[quantity](make(...parameters).family.at(moved), x, out);
          return [...out.slice(1)];
        };
        const [above, below] = [first(1e-5), first(-1e-5)];
        expectClose(
          matrix[1 + k],
          above.map((value, j) => (value - below[j]) / 2e-5),
          { rel: 1e-7, abs: 1e-7 },
        );
      }
    }
  });
});
