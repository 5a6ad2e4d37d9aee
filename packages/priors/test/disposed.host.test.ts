import { scalar } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { checkParameters, normal } from '../src/index.ts';

describe('a disposed tensor', () => {
  it('is named, as an argument and as a parameter', async () => {
    const [x, mean] = [scalar(0), scalar(0)];
    x.dispose();
    expect(() => normal(0, 1).cdf(x)).toThrow("normal.cdf: 'x' must be a live tensor");
    const prior = normal(mean, 1);
    mean.dispose();
    expect(() => prior.cdf(scalar(1))).toThrow("normal.cdf: 'mean' must be a live tensor");
    expect(() => prior.sample([2], 1)).toThrow("normal.sample: 'mean' must be a live tensor");
    expect(() => prior.mean()).toThrow("normal.mean: 'mean' must be a live tensor");
    expect(() => prior.variance()).toThrow("normal.variance: 'mean' must be a live tensor");
    expect(() => normal(mean, 1)).toThrow("normal: 'mean' must be a live tensor");
    await expect(checkParameters(prior)).rejects.toThrow("checkParameters: 'mean' must be a live tensor");
  });
});
