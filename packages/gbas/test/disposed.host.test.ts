import { relaxedBernoulli } from '@hyperprior/priors';
import { tensor1d } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { gbas } from '../src/index.ts';

it('names a disposed sample', () => {
  const [model, x] = [gbas({ family: relaxedBernoulli, slices: 1 }), tensor1d([0.25, 0.5])];
  x.dispose();
  expect(() => model.loss(x)).toThrow("gbas.loss: 'x' must be a live tensor");
});
