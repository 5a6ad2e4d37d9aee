import { expectClose } from '@hyperprior/vitest';
import { describe, expect, test } from 'vitest';
import {
  type FamilyPrior,
  kumaraswamy,
  logitNormal,
  mixture,
  normal,
  relaxedBernoulli,
  truncatedNormal,
} from '../src/index.ts';

const at = async (prior: FamilyPrior) => {
  const [mean, variance] = await Promise.all([prior.mean(), prior.variance()].map((moment) => moment.data()));
  return { mean: mean[0], variance: variance[0] };
};

/** Raw moment of Kumaraswamy(a, 1), whose density is a x^(a - 1). */
const raw = (a: number, n: number) => a / (a + n);

describe('moments of priors with number parameters, in float64', () => {
  test('of heavy ends, of extreme odds and of components far from 0', async () => {
    // 40 digits with mpmath.
    expectClose([(await at(kumaraswamy(0.1, 50))).mean], [1.32637e-11], { rel: 1e-5 });
    expectClose([(await at(kumaraswamy(0.1, 50))).variance], [6.177063772e-18], { rel: 1e-6 });
    expectClose([(await at(kumaraswamy(50, 0.02))).variance], [1.7745818e-5], { rel: 1e-6 });
    expectClose([(await at(relaxedBernoulli(0.999999, 30))).mean], [0.6130389462], { rel: 1e-6 });
    const close = mixture([normal(1000, 0.01), normal(1000.1, 0.01)], [1, 1]);
    expectClose([(await at(close)).variance], [0.0026], { rel: 1e-6 });
  });

  test.each([0.01, 0.3, 1, 7, 1000])('of kumaraswamy(%s, 1), which are powers', async (a) => {
    const { mean, variance } = await at(kumaraswamy(a, 1));
    expectClose([mean, variance], [raw(a, 1), raw(a, 2) - raw(a, 1) ** 2], { rel: 1e-6 });
  });

  test('of symmetric priors, whose mean is exactly 1/2', async () => {
    for (const prior of [logitNormal(0, 20), relaxedBernoulli(0.5, 0.01), truncatedNormal(0.5, 1e6, 0, 1)])
      expect((await at(prior)).mean).toBe(0.5);
  });

  test('of truncated normals from one sigma wide to a million sigma outside', async () => {
    const wide = await at(truncatedNormal(0, 1e8, 0, 1));
    expectClose([wide.mean, wide.variance], [0.5, 1 / 12], { rel: 1e-6 });
    // Far outside, the distribution is an exponential of rate 1e6 at the near end.
    const outside = await at(truncatedNormal(-1e6, 1, 0, 1));
    expectClose([outside.mean, outside.variance], [1e-6, 1e-12], { rel: 1e-6 });
  });
});
