import { expectTensorClose } from '@hyperprior/vitest';
import {
  add,
  concat,
  matMul,
  mean,
  mul,
  reshape,
  square,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
  tensor3d,
  variable,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { batchDerivatives, type PerSample, perSample } from '../../src/index.ts';

const near = { rel: 1e-5, abs: 0 };

/** Losses with gradients (3, 4) · scale of the samples, by variables that are used in different ways. */
const uses: [string, (scale: number) => PerSample][] = [
  [
    'one row a sample',
    (scale) => {
      const w = variable(tensor2d([[0], [0]]));
      const x = tensor2d([
        [3, 4],
        [-3, -4],
      ]);
      return perSample(() => sum(mul(matMul(x, w), scale), 1), [w]);
    },
  ],
  [
    'two rows a sample',
    (scale) => {
      const w = variable(tensor2d([[0], [0]]));
      const x = tensor3d([
        [
          [3, 0],
          [0, 4],
        ],
        [
          [-3, 0],
          [0, -4],
        ],
      ]);
      return perSample(() => sum(mul(matMul(x, w), scale), [1, 2]), [w]);
    },
  ],
  [
    'two variables',
    (scale) => {
      const [a, b] = [variable(tensor1d([0])), variable(tensor1d([0]))];
      return perSample(
        () => add(mul(tensor1d([3 * scale, 3 * scale]), a), mul(tensor1d([4 * scale, 4 * scale]), b)),
        [a, b],
      );
    },
  ],
  [
    'a use that is not linear',
    (scale) => {
      const w = variable(tensor1d([0.5, 0.5]));
      return perSample(() => {
        const both = sum(mul(square(w), tensor1d([3 * scale, 4 * scale])));
        return concat([reshape(both, [1]), reshape(both, [1])]);
      }, [w]);
    },
  ],
];

describe.each([1, 2e20, 1e-25, 1e-30])('per-sample norms of gradients of order %d', (scale) => {
  it.each(uses)('are in range for %s', async (_, samplesOf) => {
    const samples = samplesOf(scale);
    await expectTensorClose(samples.norms(), [5 * scale, 5 * scale], near);
    samples.dispose();
  });

  it('are in range beside a penalty', async () => {
    const w = variable(tensor2d([[0], [0]]));
    const x = tensor2d([
      [3, 4],
      [1, 2],
    ]);
    const shift = tensor2d([[2], [2]]);
    const found = batchDerivatives(
      () => add(mean(sum(mul(matMul(x, w), scale), 1)), mul(sum(mul(w, shift)), scale)),
      [w],
    );
    const samples = found.samples as PerSample;
    await expectTensorClose(samples.norms(), [Math.hypot(5, 6) * scale, 5 * scale], near);
    found.dispose();
  });
});

describe('sums of squares', () => {
  const w = variable(
    tensor2d([
      [0, 0],
      [0, 0],
    ]),
  );

  it.each([1e-24, 1, 1e24])(
    'are in range where inputs are of order %d and gradients by outputs its inverse',
    async (a) => {
      const x = tensor2d([a, 2 * a, 3 * a, -a], [2, 2]);
      const samples = perSample(() => sum(mul(matMul(x, w), tensor1d([2 / a, 1 / a])), 1), [w]);
      const each = [
        [1, 2],
        [3, -1],
      ].map(([p, q]) => [2 * p, p, 2 * q, q]);
      await expectTensorClose(
        samples.squaredSum()[0],
        each[0].map((g, i) => g ** 2 + each[1][i] ** 2),
        near,
      );
      const inner = (i: number, k: number) => each[i].reduce((all, g, at) => all + g * each[k][at], 0);
      await expectTensorClose(samples.gram(), [inner(0, 0), inner(0, 1), inner(1, 0), inner(1, 1)], {
        rel: 1e-5,
        abs: 1e-5,
      });
      samples.dispose();
    },
  );

  it('do not cancel where a penalty nearly undoes the gradients', async () => {
    const v = variable(tensor1d([0]));
    const slopes = [1000, 1000.0625, 999.9375];
    const objective = (): Tensor => add(mean(mul(tensor1d(slopes), v)), mul(sum(v), -1000));
    const found = batchDerivatives(objective, [v]);
    const samples = found.samples as PerSample;
    expect(samples).not.toBeInstanceOf(Error);
    await expectTensorClose(samples.squaredSum()[0], [2 * 0.0625 ** 2], near);
    await expectTensorClose(samples.norms(), [0, 0.0625, 0.0625], near);
    found.dispose();
  });
});
