import { expectTensorClose } from '@hyperprior/vitest';
import { grad, mul, sum, tensor1d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { hardGate, straightThroughGate } from '../src/straight-through.ts';

const z = [-2, -0.1, 0, 0.3, 3];

test('a straight-through gate is hard forward', async () => {
  await expectTensorClose(straightThroughGate(tensor1d(z)), [0, 0, 0, 1, 1], {});
  await expectTensorClose(hardGate(tensor1d(z)), [0, 0, 0, 1, 1], {});
});

test('and has the slope of σ(z / (2/3)) backward', async () => {
  const weights = tensor1d([1, 2, 3, 4, 5]);
  const slope = grad((x) => sum(mul(straightThroughGate(x), weights)))(tensor1d(z));
  const expected = z.map((value, i) => {
    const soft = 1 / (1 + Math.exp(-1.5 * value));
    return (i + 1) * 1.5 * soft * (1 - soft);
  });
  await expectTensorClose(slope, expected, { rel: 1e-5 });
});
