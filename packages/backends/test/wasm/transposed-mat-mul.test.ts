import { expectTensorClose } from '@hyperprior/vitest';
import { fused, getBackend, matMul, memory, randomNormal, tensor1d, tidy, transpose } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';

const choices = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

/** a [batch, 3, 4] and b [batch, 4, 5], or their transposes, so that the product is always the same. */
function operands(transposeA: boolean, transposeB: boolean, batch: number) {
  return tidy(() => {
    const a = randomNormal([batch, 3, 4], 0, 1, 'float32', 1);
    const b = randomNormal([batch, 4, 5], 0, 1, 'float32', 2);
    const flip = (x: typeof a) => transpose(x, [0, 2, 1]);
    return { plain: matMul(a, b), a: transposeA ? flip(a) : a, b: transposeB ? flip(b) : b };
  });
}

describe('a product of transposed matrices', () => {
  test.each(choices)('is that of the straight ones: transposeA %s, transposeB %s', async (transposeA, transposeB) => {
    const { plain, a, b } = operands(transposeA, transposeB, 2);
    const before = memory().numTensors;
    const product = matMul(a, b, transposeA, transposeB);
    expect(memory().numTensors - before).toBe(1);
    await expectTensorClose(product, await plain.data(), { abs: 1e-5 });
  });

  test.each(choices)('also when fused with a bias: transposeA %s, transposeB %s', async (transposeA, transposeB) => {
    const { plain, a, b } = operands(transposeA, transposeB, 1);
    const bias = tensor1d([1, 2, 3, 4, 5]);
    const product = fused.matMul({ a, b, transposeA, transposeB, bias });
    const expected = (await plain.data()).map((value, i) => value + 1 + (i % 5));
    await expectTensorClose(product, expected, { abs: 1e-5 });
  });

  test('leaves no memory behind in the backend', async () => {
    if (getBackend() !== 'wasm') return expect(getBackend()).not.toBe('wasm');
    const { a, b } = operands(true, true, 2);
    const ids = () => memory().numDataBuffers;
    const before = ids();
    for (let i = 0; i < 10; i++) matMul(a, b, true, true).dispose();
    expect(ids()).toBe(before);
  });
});
