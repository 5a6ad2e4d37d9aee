import { expectTensorClose } from '@hyperprior/vitest';
import { add, grads, mul, scalar, sub, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';

/** The tape adds up the gradients of a tensor that is used more than once, and disposes what it added. */
const cases: [string, (a: Tensor, b: Tensor) => Tensor, [number, number]][] = [
  ['a sum whose terms are used again', (a, b) => add(add(a, b), mul(a, b)), [4, 3]],
  ['a difference whose terms are used again', (a, b) => add(sub(a, b), mul(a, b)), [4, 1]],
  ['a tensor added to itself', (a, b) => add(add(a, a), mul(add(a, b), b)), [5, 8]],
  ['sums of sums', (a, b) => add(add(add(a, b), add(b, a)), add(a, b)), [3, 3]],
];

test.each(cases)('the gradient of %s', async (_, f, expected) => {
  const gradients = grads(f)([scalar(2), scalar(3)]);
  for (const [i, gradient] of gradients.entries()) await expectTensorClose(gradient, [expected[i]], { rel: 1e-6 });
  expect(gradients).toHaveLength(2);
});
