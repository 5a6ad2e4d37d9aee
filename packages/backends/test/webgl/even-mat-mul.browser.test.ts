import { expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import { exp, fused, matMul, ones, randomNormal, sigmoid, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';

/** Values that a GPU has computed, so that they lie packed in its texels; fewer stay on the host. */
const onGpu = (shape: [number, number]): Tensor =>
  matMul(ones([shape[0], 2]), randomNormal([2, shape[1]], 0, 0.3, 'float32', 1));

/** The same values, uploaded: nothing lies beyond their edge. */
const uploaded = async (x: Tensor) => tensor(await x.data(), x.shape);

describe('a matrix product over an odd number of places', () => {
  it.each([
    [[1, 129], false, true],
    [[3, 43], true, false],
    [[5, 201], false, true],
    [[5, 202], true, false],
    [[6, 201], false, true],
  ] as [[number, number], boolean, boolean][])('%j, transposed %s and %s', async (shape, transposeA, transposeB) => {
    for (const f of [exp, sigmoid]) {
      const x = f(onGpu(shape));
      const y = await uploaded(x);
      const product = (a: Tensor, b: Tensor) => matMul(a, b, transposeA, transposeB);
      await expectTensorClose(product(x, x), await product(x, y).data(), { rel: 1e-4, abs: 1e-4 });
    }
  });

  it('also in batches and fused', async () => {
    const x = exp(onGpu([6, 43]));
    const rows = exp(
      matMul(
        ones([2, 3, 1]),
        tensor(
          Array.from({ length: 2 * 43 }, (_, i) => Math.sin(i)),
          [2, 1, 43],
        ),
      ),
    );
    await expectTensorClose(
      matMul(rows, rows, false, true),
      await matMul(rows, await uploaded(rows), false, true).data(),
      { rel: 1e-4 },
    );
    const bias = ones([6]);
    const plain = await matMul(x, await uploaded(x), false, true).data();
    const product = fused.matMul({ a: x as never, b: x as never, transposeB: true, bias: bias as never });
    await expectTensorClose(
      product,
      plain.map((value) => value + 1),
      { rel: 1e-4 },
    );
  });

  it('leaves nothing behind', async () => {
    const x = exp(onGpu([5, 201]));
    await expectNoLeak(() => tidy(() => void matMul(x, x, false, true)));
  });
});
