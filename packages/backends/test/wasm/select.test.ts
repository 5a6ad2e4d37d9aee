import { expectTensorClose } from '@hyperprior/vitest';
import { fill, greater, tensor1d, tidy, where } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';

test('where chooses between bools', async () => {
  const choice = where(tensor1d([true, false, true, false]), greater(tensor1d([1, 1, 0, 0]), 0), fill([4], 1, 'bool'));
  expect(choice.dtype).toBe('bool');
  await expectTensorClose(choice, [1, 1, 0, 1], {});
});

test('and touches no memory but its own', async () => {
  const neighbours = Array.from({ length: 200 }, (_, i) => fill([5], i));
  tidy(() => {
    const all = fill([1001], 1, 'bool');
    for (let i = 0; i < 20; i++) where(all, all, all);
  });
  for (const [i, neighbour] of neighbours.entries()) await expectTensorClose(neighbour, new Array(5).fill(i), {});
  for (const neighbour of neighbours) neighbour.dispose();
});
