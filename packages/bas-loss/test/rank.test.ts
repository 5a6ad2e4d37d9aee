import { expectNoLeak } from '@hyperprior/vitest';
import { getBackend, grad, ones, sum, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rank } from '../src/index.ts';
import { naiveRanks } from './naive-loss.ts';

const isHost = getBackend() !== 'webgpu';

/** Coarse numbers, so that many are equal, and both zeros. */
const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(-0), fc.constantFrom(1e-30, -1e30, 2.5e-40 * 0));
const withMissing = fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: fc.constant(Number.NaN) });
const matrix = (of: fc.Arbitrary<number>) =>
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 70 }))
    .chain(([rows, count]) =>
      fc.array(fc.array(of, { minLength: count, maxLength: count }), { minLength: rows, maxLength: rows }),
    );

describe('rank', () => {
  it.each(['ordinal', 'max'] as const)('counts, row by row (%s)', async (ties) => {
    await fc.assert(
      fc.asyncProperty(matrix(withMissing), async (rows) => {
        const ranks = await rank(tensor2d(rows), ties).data();
        expect([...ranks]).toEqual(rows.flatMap((row) => naiveRanks(row, ties)));
      }),
      { numRuns: isHost ? 60 : 8 },
    );
  });

  it('has no gradient and leaves no tensors behind', async () => {
    const x = tensor2d([[3, 1, 2]]);
    expect([...(await grad((at: Tensor) => sum(rank(at)))(x).data())]).toEqual([0, 0, 0]);
    await expectNoLeak(() => {
      rank(x).dispose();
      rank(x, 'max').dispose();
    });
  });

  it('refuses what is no float32 matrix', async () => {
    const [vector, integers, good] = [ones([3]), ones([1, 3], 'int32'), ones([1, 3])];
    await expectNoLeak(() => {
      expect(() => rank(vector)).toThrow("rank: 'x' must have shape [rows, N], but has shape [3]");
      expect(() => rank(integers)).toThrow("rank: 'x' must be float32, but is int32; cast it first");
      expect(() => Reflect.apply(rank, null, [good, 'min'])).toThrow(
        "rank: 'ties' must be one of ordinal, max, but got min",
      );
      expect(() => Reflect.apply(rank, null, [1])).toThrow("rank: 'x' must be a tensor, but got 1");
    });
  });
});
