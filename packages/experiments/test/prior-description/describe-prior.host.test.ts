import { describe, expect, test } from 'vitest';
import { describePrior } from '../../src/index.ts';

const close = (actual: number, expected: number, relative = 1e-8) =>
  expect(Math.abs(actual - expected), `${actual} is not ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  );

describe('mean and variance', () => {
  test.each([
    ['beta(2, 6)', 0.25, 1 / 48],
    ['beta(0.5, 0.5)', 0.5, 1 / 8],
    ['beta(0.005, 0.3)', 1 / 61, ((1 / 61) * (60 / 61)) / 1.305],
    ['symmetric-beta(0.9)', 0.9, 0.045],
    ['normal(3, 2)', 3, 4],
    ['normal(1000, 0.01)', 1000, 1e-4],
    ['logistic(1, 2)', 1, (4 * Math.PI ** 2) / 3],
    ['uniform(-1, 3)', 1, 4 / 3],
    // By mpmath with 40 digits.
    ['kumaraswamy(0.1, 50)', null, 6.177063772e-18],
    ['relaxed-bernoulli(0.999999, 30)', 0.6130389462, null],
    ['normal(1000, 0.01) + normal(1000.1, 0.01)', 1000.05, 0.0026],
    ['truncated-normal(0, 1, 40, 50)', 40.02496881, null],
  ])('%s', (text, mean, variance) => {
    const description = describePrior(text);
    if (mean !== null) close(description.mean, mean);
    if (variance !== null) close(description.variance, variance, 1e-7);
  });
});

test.each(['beta(0.5, 0.5)', 'beta(2, 6)', '0.5 * normal(0, 1e-4) + 0.5 * beta(2, 6)', 'logistic(0, 1)'])(
  'the grid of %s rises in small steps of the cdf, close to a steep end too',
  (text) => {
    const { x, cdf, domain } = describePrior(text);
    expect([x[0], x[x.length - 1]]).toEqual([...domain]);
    for (let i = 1; i < x.length; i++) {
      expect(x[i]).toBeGreaterThan(x[i - 1]);
      expect(cdf[i] - cdf[i - 1]).toBeGreaterThanOrEqual(0);
      expect(cdf[i] - cdf[i - 1]).toBeLessThan(0.04);
    }
  },
);

describe('the domain', () => {
  test('is the support of a prior that fills it', () => {
    expect(describePrior('beta(2, 6)').domain).toEqual([0, 1]);
    expect(describePrior('beta(2, 6)').support).toEqual([0, 1]);
  });

  test('is finite for an infinite support', () => {
    const { domain, support } = describePrior('normal(5, 0.1)');
    expect(support).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(domain[0]).toBeCloseTo(4.64, 1);
    expect(domain[1]).toBeCloseTo(5.36, 1);
  });

  test('shows the bulk where a support is far wider', () => {
    expect(describePrior('truncated-normal(0, 1, -1e6, 1e6)').domain[1]).toBeLessThan(5);
  });
});

test('quantiles are the least x with P(X <= x) >= p', () => {
  const { quantiles } = describePrior('uniform(0, 1) + uniform(2, 3)');
  expect(quantiles.find(({ p }) => p === 0.25)?.x).toBeCloseTo(0.5, 12);
  expect(quantiles.find(({ p }) => p === 0.75)?.x).toBeCloseTo(2.5, 12);
});

describe('a discrete prior', () => {
  test('is described at its values', () => {
    const { kind, label, support, x, cdf, pdf } = describePrior('binomial(2, 0.25)');
    expect({ kind, label, support }).toEqual({
      kind: 'discrete',
      label: 'binomial(trials = 2, probability = 0.25)',
      support: [0, 2],
    });
    expect([...x]).toEqual([0, 1, 2]);
    [0.5625, 0.9375, 1].forEach((value, k) => void expect(cdf[k]).toBeCloseTo(value, 14));
    [0.5625, 0.375, 0.0625].forEach((value, k) => void expect(pdf[k]).toBeCloseTo(value, 14));
  });

  test.each([
    ['poisson(3)', 3, 3],
    ['poisson(1e4)', 1e4, 1e4],
    ['bernoulli(0.3)', 0.3, 0.21],
    ['binomial(10, 0.3)', 3, 2.1],
  ])('%s has its moments, and a grid of at most 512 values', (text, mean, variance) => {
    const prior = describePrior(text);
    expect(prior.mean / mean).toBeCloseTo(1, 10);
    expect(prior.variance / variance).toBeCloseTo(1, 10);
    expect(prior.x.length).toBeLessThanOrEqual(512);
    expect(prior.x.every(Number.isInteger)).toBe(true);
  });

  test('has no place in a mixture', () => {
    expect(() => describePrior('poisson(3) + normal(0, 1)')).toThrow("'components' must be continuous priors");
  });
});

test.each(['beta(2', 'beta(2, 6', 'gamma(1, 2)', 'beta(1)', 'beta(-1, 2)', ''])("'%s' is rejected", (text) => {
  expect(() => describePrior(text)).toThrow(RangeError);
});

test.each([
  ['poisson(1e6)', 1e6, 1e6],
  ['poisson(1e-9)', 1e-9, 1e-9],
  ['binomial(100000, 0.25)', 25_000, 18_750],
])('moments of %s, which has many values or few', (text, mean, variance) => {
  const description = describePrior(text);
  close(description.mean, mean, 1e-9);
  close(description.variance, variance, 1e-6);
});
