import { normal } from '@hyperprior/priors';
import { scalar, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { basLoss, rank } from '../src/index.ts';

describe('a disposed tensor', () => {
  it('is named, as a sample and as a parameter of the prior', () => {
    const [x, mean] = [tensor1d([1, 2]), scalar(0)];
    const prior = normal(mean, 1);
    mean.dispose();
    expect(() => basLoss(x, prior)).toThrow("basLoss: the prior's 'mean' must be a live tensor");
    x.dispose();
    expect(() => basLoss(x, normal(0, 1))).toThrow("basLoss: 'x' must be a live tensor");
    expect(() => rank(x)).toThrow("rank: 'x' must be a live tensor");
  });
});
