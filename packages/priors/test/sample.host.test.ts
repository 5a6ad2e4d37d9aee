import { tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { kumaraswamy, mixture, relaxedBernoulli, truncatedNormal, uniform } from '../src/index.ts';
import { keepInside } from '../src/keep-inside.ts';

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

describe('a draw on an end', () => {
  it.each([
    [-3, 5],
    [0.1, 0.7],
    [-1, 0],
  ])('moves inside (%d, %d)', async (low, high) => {
    const draws = await keepInside(uniform(low, high), tensor1d([low, high])).data();
    expect([...draws].every((x) => x > low && x < high)).toBe(true);
  });

  it('stays where float32 has no number between the ends', async () => {
    const draws = await truncatedNormal(0, 1, 1e8, 1e8 + 1)
      .sample([5], 1)
      .data();
    expect([...draws]).toEqual(new Array(5).fill(1e8));
  });
});

describe('the quantile of a mixture', () => {
  it('is the lower end of a flat part of F', () => {
    const prior = mixture([uniform(0, 1), uniform(2, 3)], [1, 1]);
    expect(prior.family.at(prior.parameters.map(Number)).quantile(0.5)).toBe(1);
  });
});
