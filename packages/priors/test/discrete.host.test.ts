import { expectTensorClose } from '@hyperprior/vitest';
import { grad, grads, memory, scalar, sum, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  bernoulli,
  binomial,
  categorical,
  checkParameters,
  type FamilyPrior,
  mixture,
  normal,
  poisson,
} from '../src/index.ts';
import { tensorDerivative, tensorQuantity } from '../src/ops/tensor-quantities.ts';
import { evaluators, type Quantity } from '../src/quantity.ts';

const coreOf = (prior: FamilyPrior) => prior.family.at(prior.parameters.map(Number));
const evaluated = (prior: FamilyPrior, quantity: Quantity, x: number) => {
  const out = new Float64Array(2 + prior.parameters.length);
  evaluators[quantity](coreOf(prior), x, out);
  return [...out];
};
const relative = (value: number, expected: number) => Math.abs(value / expected - 1);

/** [prior, k, log P(X = k), F(k), 1 - F(k)], by mpmath with 50 digits. */
const values: [FamilyPrior, number, number, number, number][] = [
  [poisson(3.5), 0, -3.5, 0.0301973834223185, 0.9698026165776815],
  [poisson(3.5), 3, -1.533470563741951, 0.536632667900785, 0.463367332099215],
  [poisson(3.5), 20, -20.780357090846124, 0.9999999998130816, 1.869183620178483e-10],
  [poisson(0.02), 1, -3.932023005428146, 0.9998026467728904, 0.00019735322710959173],
  [poisson(250), 180, -14.385147866169955, 1.954723104824871e-6, 0.9999980452768952],
  [poisson(250), 251, -3.68399434656089, 0.5419347156941549, 0.45806528430584514],
  [poisson(1e6), 998000, -9.82702756262061, 0.02275012293967758, 0.9772498770603224],
  [poisson(1e6), 1003000, -12.323698387635037, 0.9986464098708987, 0.0013535901291012492],
  [poisson(1e-9), 0, -1e-9, 0.999999999, 9.999999995e-10],
  [binomial(10, 0.3), 0, -3.5667494393873236, 0.028247524900000005, 0.9717524751],
  [binomial(10, 0.3), 4, -1.6088333502186696, 0.8497316674000001, 0.15026833259999997],
  [binomial(10, 0.3), 9, -8.889845089878111, 0.9999940951, 5.9048999999999975e-6],
  [binomial(1000, 0.01), 30, -15.768851050314868, 0.999999935800714, 6.419928603137666e-8],
  [binomial(1000, 0.9), 850, -15.57868142838539, 4.4894428594499514e-7, 0.999999551055714],
  [binomial(100000, 0.5), 49000, -25.983390093165433, 1.294358019173449e-10, 0.9999999998705642],
  [bernoulli(0.3), 0, -0.35667494393873234, 0.7, 0.3],
];

describe('the numbers core of a discrete family', () => {
  it('is right in the probability and in both tails', () => {
    for (const [prior, k, logMass, lower, upper] of values) {
      expect(relative(evaluated(prior, 'logPdf', k)[0], logMass)).toBeLessThan(1e-13);
      expect(relative(evaluated(prior, 'pdf', k)[0], Math.exp(logMass))).toBeLessThan(1e-12);
      expect(relative(evaluated(prior, 'cdf', k)[0], lower)).toBeLessThan(1e-12);
      expect(relative(evaluated(prior, 'sf', k)[0], upper)).toBeLessThan(1e-12);
    }
  });

  it.each<[string, (value: number) => FamilyPrior, number, number[]]>([
    ['poisson', poisson, 3.5, [0, 2, 3, 9]],
    ['bernoulli', bernoulli, 0.3, [0, 1]],
    ['binomial', (p) => binomial(7, p), 0.3, [0, 2, 6, 7]],
    ['categorical', (weight) => categorical([0.5, weight, 2], [-1, 0.5, 4]), 0.7, [-1, 0.5, 4]],
  ])('has the derivatives of %s in its parameter', (name, make, at, points) => {
    const place = { poisson: 0, bernoulli: 0, binomial: 1, categorical: 1 }[name] ?? 0;
    for (const quantity of ['cdf', 'sf', 'logCdf', 'logSf', 'pdf', 'logPdf'] as const)
      for (const x of points) {
        const step = 1e-5;
        const [high, low] = [at + step, at - step].map((value) => evaluated(make(value), quantity, x)[0]);
        const [, inX, ...partials] = evaluated(make(at), quantity, x);
        expect(partials[place]).toBeCloseTo(high === low ? 0 : (high - low) / (2 * step), 7);
        expect(Math.abs(inX)).toBe(0);
      }
  });

  it('steps at the values: F counts <=, the probability is 0 between', () => {
    const prior = categorical([1, 2, 1], [0.1, 0.5, 3]);
    const at = (quantity: Quantity, xs: number[]) => xs.map((x) => evaluated(prior, quantity, x)[0]);
    const float = Math.fround;
    expect(at('cdf', [0, float(0.1), 0.3, 0.5, 2.9, 3, 9])).toEqual([0, 0.25, 0.25, 0.75, 0.75, 1, 1]);
    expect(at('sf', [0, float(0.1), 0.3, 0.5, 2.9, 3, 9])).toEqual([1, 0.75, 0.75, 0.25, 0.25, 0, 0]);
    expect(at('pdf', [0, float(0.1), 0.3, 0.5, 3, 9])).toEqual([0, 0.25, 0, 0.5, 0.25, 0]);
    expect(at('logCdf', [-1, 9])).toEqual([Number.NEGATIVE_INFINITY, 0]);
    expect(at('cdf', [Number.NaN])).toEqual([Number.NaN]);
    expect(evaluated(poisson(3), 'cdf', 2.7)[0]).toBe(evaluated(poisson(3), 'cdf', 2)[0]);
    expect(evaluated(poisson(3), 'pdf', 2.7)[0]).toBe(0);
    expect(evaluated(poisson(3), 'cdf', -0.5)[0]).toBe(0);
    expect(evaluated(poisson(3), 'cdf', Number.POSITIVE_INFINITY)[0]).toBe(1);
  });

  it('has the least value with F >= p as its quantile', () => {
    const quantiles = (prior: FamilyPrior, ps: number[]) => ps.map((p) => evaluated(prior, 'quantile', p)[0]);
    expect(quantiles(bernoulli(0.7), [0, 0.2, 0.3, 0.31, 1])).toEqual([0, 0, 0, 1, 1]);
    expect(quantiles(categorical([1, 2, 1], [-1, 0.5, 3]), [0, 0.25, 0.26, 0.75, 0.76, 1])).toEqual([
      -1, -1, 0.5, 0.5, 3, 3,
    ]);
    expect(quantiles(poisson(3), [0, 0.04, 0.05, 0.5, 0.999, 1])).toEqual([0, 0, 1, 3, 10, Number.POSITIVE_INFINITY]);
    expect(quantiles(poisson(1e6), [0.5])).toEqual([1e6]);
    expect(quantiles(binomial(20, 0.25), [0.001, 0.5, 0.999, 1])).toEqual([0, 5, 11, 20]);
    expect(quantiles(poisson(3), [-0.1, 1.1, Number.NaN])).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    for (const prior of [poisson(4.2), binomial(9, 0.4)])
      for (let k = 0; k < 9; k++) expect(quantiles(prior, [Math.fround(evaluated(prior, 'cdf', k)[0])])).toEqual([k]);
  });
});

describe('a discrete prior', () => {
  it('has gradients in its parameters and none in x', async () => {
    const x = tensor1d([0, 2, 5]);
    const [inX, inRate] = grads((at: Tensor, rate: Tensor) => sum(poisson(rate).cdf(at)))([x, scalar(3)]);
    await expectTensorClose(inX, [0, 0, 0], {});
    const expected = [0, 2, 5].reduce((total, k) => total - evaluated(poisson(3), 'pdf', k)[0], 0);
    await expectTensorClose(inRate, [expected], { rel: 1e-6 });
    const ofQuantile = grad((rate: Tensor) => sum(poisson(rate).quantile(tensor1d([0.2, 0.7]))));
    await expectTensorClose(ofQuantile(scalar(3)), [0], {});
  });

  it('is sampled, with its own mean and variance', async () => {
    const cases: [FamilyPrior, number, number][] = [
      [poisson(3.5), 3.5, 3.5],
      [bernoulli(0.3), 0.3, 0.21],
      [binomial(10, 0.3), 3, 2.1],
      [categorical([1, 2, 1], [-1, 0.5, 3]), 0.75, 2.0625],
    ];
    for (const [prior, mean, variance] of cases) {
      await expectTensorClose(prior.mean(), [mean], { rel: 1e-6 });
      await expectTensorClose(prior.variance(), [variance], { rel: 1e-6 });
      const draws = Array.from(await prior.sample([20_000], 1).data());
      const average = draws.reduce((total, draw) => total + draw / draws.length, 0);
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / draws.length));
      expect(draws.every((draw) => evaluated(prior, 'pdf', draw)[0] > 0)).toBe(true);
    }
  });

  it('broadcasts its parameters, a number of trials for each column too', async () => {
    const prior = binomial(tensor1d([2, 5]), tensor1d([0.5, 0.2]));
    await expectTensorClose(prior.cdf(tensor1d([1, 1])), [0.75, 0.8 ** 5 + 0.8 ** 4], { rel: 1e-6 });
    await expectTensorClose(binomial(tensor1d([2.5]), 0.5).cdf(tensor1d([1])), [Number.NaN], {});
  });

  it('refuses parameters out of range', async () => {
    const before = memory().numTensors;
    expect(() => poisson(0)).toThrow("poisson: 'rate' must be a finite number greater than 0, but got 0");
    expect(() => bernoulli(1)).toThrow("bernoulli: 'mean' must be a number strictly between 0 and 1, but got 1");
    expect(() => binomial(2.5, 0.5)).toThrow("binomial: 'trials' must be a whole number of at least 1, but got 2.5");
    expect(() => categorical([])).toThrow("categorical: 'weights' must be an array of at least one weight");
    expect(() => categorical([1, 0])).toThrow("'weights[1]' must be a finite number greater than 0, but got 0");
    expect(() => categorical([1, 2], [0])).toThrow('one value for each of the 2 weights, but holds 1');
    expect(() => categorical([1, 2], [1, 1])).toThrow("'values' must be finite and rise");
    expect(() => mixture([normal(0, 1), poisson(3)], [1, 1])).toThrow(
      "mixture: 'components' must be continuous priors, but one is poisson",
    );
    expect(memory().numTensors).toBe(before);
    await expect(checkParameters(binomial(tensor1d([2.5]), 0.5))).rejects.toThrow("'trials' must be a whole number");
  });
});

describe('the plain operations of a discrete family', () => {
  const priors: [string, FamilyPrior, number[]][] = [
    ['poisson(0.02)', poisson(0.02), [-1, 0, 1, 2, 2.5]],
    ['poisson(3.5)', poisson(3.5), [-1, 0, 1, 3, 3.5, 4, 12]],
    ['poisson(2500)', poisson(2500), [2300, 2499, 2500, 2700]],
    ['bernoulli', bernoulli(0.3), [-1, 0, 0.5, 1, 2]],
    ['binomial', binomial(12, 0.3), [-1, 0, 3, 3.5, 11, 12, 13]],
    ['categorical', categorical([0.5, 0.7, 2], [-1, 0.5, 4]), [-2, -1, 0, 0.5, 4, 5]],
  ];
  it.each(priors)('of %s agree with the numbers core', async (_, prior, points) => {
    const before = memory().numTensors;
    for (const quantity of ['cdf', 'sf', 'logCdf', 'logSf', 'pdf', 'logPdf', 'quantile'] as const) {
      const xs = quantity === 'quantile' ? [0, 0.01, 0.2, 0.55, 0.83, 0.999, 1] : [...points, Number.NaN];
      const x = tensor1d(xs);
      const rows = xs.map((value) => evaluated(prior, quantity, Math.fround(value)));
      const value = tensorQuantity(quantity, prior, x);
      await expectTensorClose(
        value,
        rows.map(([each]) => each),
        { abs: 2e-6, rel: 3e-5 },
      );
      value.dispose();
      for (let variable = 0; variable <= prior.parameters.length; variable++) {
        const slope = tidy(() => tensorDerivative(quantity, variable, prior, x));
        await expectTensorClose(
          slope,
          rows.map((row) => row[1 + variable]),
          { abs: 1e-5, rel: 1e-3 },
        );
        slope.dispose();
      }
      x.dispose();
    }
    expect(memory().numTensors).toBe(before);
  });
});
