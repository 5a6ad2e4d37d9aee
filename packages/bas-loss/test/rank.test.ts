import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectNoLeak } from '@hyperprior/vitest';
import { grad, ones, slice, sum, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rank } from '../src/index.ts';
import { plainRanks } from '../src/plain-ranks.ts';
import { registerGpuKernels } from './gpu-kernels.ts';
import { naiveRanks } from './naive-loss.ts';

registerGpuKernels();

const isHost = runsOnHost();

/** Coarse numbers, so that many are equal, and both zeros. */
const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(-0), fc.constantFrom(1e-30, -1e30, 2.5e-40 * 0));
const withMissing = fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: fc.constant(Number.NaN) });
/** Rows of equal length; on a GPU the plain operations are compiled for every shape, so these are few there. */
const matrix = (shapes: fc.Arbitrary<[rows: number, count: number]>) =>
  shapes.chain(([rows, count]) =>
    fc.array(fc.array(withMissing, { minLength: count, maxLength: count }), { minLength: rows, maxLength: rows }),
  );
const anyShape = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 70 }));
const fewShapes = fc.constantFrom<[number, number]>([1, 9], [3, 40]);

const ranked = (rows: readonly (readonly number[])[], ties: 'ordinal' | 'max') =>
  rows.flatMap((row) => naiveRanks(row, ties));

describe('rank', () => {
  it.each(['ordinal', 'max'] as const)('counts, row by row (%s)', async (ties) => {
    await fc.assert(
      fc.asyncProperty(matrix(anyShape), async (rows) => {
        expect([...(await rank(tensor2d(rows), ties).data())]).toEqual(ranked(rows, ties));
      }),
      { numRuns: isHost ? 60 : 12 },
    );
  });

  it.each(['ordinal', 'max'] as const)('takes a part of a larger tensor, and infinities (%s)', async (ties) => {
    const row = [9, Number.POSITIVE_INFINITY, 2, Number.NEGATIVE_INFINITY, 7, 2, Number.POSITIVE_INFINITY];
    const part = tidy(() => rank(slice(tensor2d([[...row].reverse(), row, row]), [1, 1], [2, 6]), ties));
    expect([...(await part.data())]).toEqual(ranked([row.slice(1), row.slice(1)], ties));
    part.dispose();
  });

  it('sorts long rows', async () => {
    const long = Array.from({ length: 4200 }, (_, i) => ((i * 1789) % 4201) / 16);
    const ranks = await rank(tensor2d([long, [...long].reverse()])).data();
    expect([...ranks]).toEqual(ranked([long, [...long].reverse()], 'ordinal'));
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
      expect(() => rank(vector)).toThrow("rank: 'x' must have shape [rows, N], but got shape [3]");
      expect(() => rank(integers)).toThrow("rank: 'x' must be float32, but got int32; cast it first");
      expect(() => Reflect.apply(rank, null, [good, 'min'])).toThrow(
        "rank: 'ties' must be one of ordinal, max, but got min",
      );
      expect(() => Reflect.apply(rank, null, [1])).toThrow("rank: 'x' must be a tensor, but got 1");
    });
  });
});

describe('plainRanks', () => {
  it.each(['ordinal', 'max'] as const)('agrees with the kernels (%s)', async (ties) => {
    await fc.assert(
      fc.asyncProperty(matrix(isHost ? anyShape : fewShapes), async (rows) => {
        const ranks = tidy(() => plainRanks(tensor2d(rows), ties));
        expect([...(await ranks.data())]).toEqual(ranked(rows, ties));
        ranks.dispose();
      }),
      { numRuns: isHost ? 30 : 6 },
    );
  });
});
