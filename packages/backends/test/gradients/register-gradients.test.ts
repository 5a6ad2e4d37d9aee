import { grad, square, sum, tensor1d } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';

it('differentiates', async () => {
  const g = grad((x) => sum(square(x)))(tensor1d([1, 2, 3]));
  expect([...(await g.data())]).toEqual([2, 4, 6]);
});
