import { expectClose } from '@hyperprior/vitest';
import { grad, sum, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { beta, kumaraswamy, mixture, normal, type Prior, relaxedBernoulli, uniform } from '../src/index.ts';
import { slopeAt } from '../src/slope.ts';

const second = async (f: (at: Tensor) => Tensor, x: number): Promise<number> => {
  const curvature = grad((at: Tensor) => sum(grad((own: Tensor) => sum(f(own)))(at)));
  return (await curvature(tensor1d([x])).data())[0];
};

describe('second derivatives of steep, narrow and heavy-ended priors', () => {
  // 40 digits with mpmath.
  test.each<[string, Prior, number]>([
    ['kumaraswamy(0.1, 50)', kumaraswamy(0.1, 50), -131.1035899],
    ['beta(0.005, 0.3)', beta(0.005, 0.3), 6.78],
    ['relaxedBernoulli(0.2, 0.01)', relaxedBernoulli(0.2, 0.01), 7.999488],
    ['relaxedBernoulli(0.2, 0.005)', relaxedBernoulli(0.2, 0.005), 7.999872],
  ])('logPdf of %s in x at 0.5', async (_, prior, expected) => {
    expectClose([await second((x) => prior.logPdf(x), 0.5)], [expected], { rel: 1e-6 });
  });

  test('pdf of a mixture with components far apart, in x beside one of them', async () => {
    const [std, x] = [0.01, -0.99].map(Math.fround);
    const z = (x + 1) / std;
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / std / 2;
    const prior = mixture([normal(-1, std), normal(1, std)], [1, 1]);
    // Near z = 1 the derivative crosses 0, so the bound is one of its terms.
    expectClose([await second((at) => prior.pdf(at), x)], [((z * z - 1) / std ** 2) * density], {
      abs: (1e-6 * density) / std ** 2,
    });
  });

  test('cdf of uniform(low, 1) in low at 0', async () => {
    const x = Math.fround(1e-4);
    const value = await second((low) => uniform(low, 1).cdf(tensor1d([x])), 0);
    expectClose([value], [-2 * (1 - x)], { rel: 1e-6 });
  });
});

describe('slopeAt', () => {
  test.each([1e-12, 1e-6, 1, 1e6, 1e12])('finds the scale of the function by itself: %s', (scale) => {
    expectClose([slopeAt((x) => Math.sin(x / scale), 0.3 * scale, 1e3 * scale)], [Math.cos(0.3) / scale], {
      rel: 1e-10,
    });
    expectClose([slopeAt((x) => Math.exp(-((x / scale) ** 2)), scale, 1e9 * scale)], [(-2 * Math.exp(-1)) / scale], {
      rel: 1e-9,
    });
  });

  test('is exact for lines and constants, and NaN without room for a step', () => {
    expect(slopeAt((x) => 3 * x, 0.5, 1)).toBeCloseTo(3, 12);
    expect(slopeAt(() => 7, 0.5, 1)).toBe(0);
    expect(slopeAt((x) => x, 0.5, 0)).toBeNaN();
    expect(slopeAt(Math.log, 1e-9, 5e-10)).toBeCloseTo(1e9, -1);
  });
});
