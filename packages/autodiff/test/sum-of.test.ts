import { expectTensorClose } from '@hyperprior/vitest';
import { tensor1d } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { sumOf } from '../src/sum-of.ts';

// With eight, TF.js's addN leaves its result unwritten on WebGPU.
it.each([1, 2, 7, 8, 9, 30])('sums %s tensors', async (count) => {
  const tensors = Array.from({ length: count }, (_, i) => tensor1d([i + 1, 2 * (i + 1)]));
  const sum = (count * (count + 1)) / 2;
  await expectTensorClose(sumOf(tensors), [sum, 2 * sum], { rel: 1e-6 });
  expect(tensors.every((tensor) => !tensor.isDisposed)).toBe(true);
});
