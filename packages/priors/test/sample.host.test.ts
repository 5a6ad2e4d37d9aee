import { describe, expect, it } from 'vitest';
import { kumaraswamy, mixture, relaxedBernoulli, uniform } from '../src/index.ts';

describe('draws', () => {
  it.each([
    ['kumaraswamy', kumaraswamy(0.2, 0.2)],
    ['relaxedBernoulli', relaxedBernoulli(0.5, 0.01)],
  ])('of %s never lie on the border of its support', async (_, prior) => {
    const draws = prior.sample([200_000], 1);
    const logPdf = await prior.logPdf(draws).data();
    expect((await draws.data()).every((x) => x > 0 && x < 1)).toBe(true);
    expect(logPdf.every(Number.isFinite)).toBe(true);
  });
});

describe('the quantile of a mixture', () => {
  it('is the lower end of a flat part of F', () => {
    const prior = mixture([uniform(0, 1), uniform(2, 3)], [1, 1]);
    expect(prior.family.at(prior.parameters.map(Number)).quantile(0.5)).toBe(1);
  });
});
