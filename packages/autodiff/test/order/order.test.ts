import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectNoLeak } from '@hyperprior/vitest';
import {
  dispose,
  engine,
  grad,
  ones,
  randomNormal,
  slice,
  square,
  type Tensor,
  tensor,
  tensor1d,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { argsort, rank, sort } from '../../src/index.ts';
import { alongAxis, matrices, orderBySort, ranksByCount } from './definition.ts';

const numRuns = runsOnHost() ? 80 : 15;
const allTies = ['ordinal', 'min', 'max', 'average'] as const;
const sorted = (row: readonly number[]) => orderBySort(row).map((i) => row[i]);
const read = async (result: Tensor) => {
  const values = [...(await result.data())];
  result.dispose();
  return values;
};

describe('sort, argsort and rank', () => {
  it('are those of a plain stable sort', async () => {
    const property = fc.asyncProperty(matrices(4, 70), async (rows) => {
      const x = tensor2d(rows);
      // Object.is tells the zeros apart: equal values keep their places.
      expect(await read(sort(x))).toEqual(rows.flatMap(sorted).map(Math.fround));
      expect(await read(argsort(x))).toEqual(rows.flatMap(orderBySort));
      for (const ties of allTies)
        expect(await read(rank(x, -1, ties)), ties).toEqual(rows.flatMap((row) => ranksByCount(row, ties)));
      x.dispose();
    });
    await fc.assert(property, { numRuns });
  });

  it.each([2, 3, 48, 49, 64, 127, 1000, 4097])('sort rows of %i values with many ties', async (count) => {
    const rows = [0, 1, 2].map((row) => Array.from({ length: count }, (_, i) => ((i * 7919 + row) % 101) - 50));
    const x = tensor2d(rows);
    expect(await read(argsort(x))).toEqual(rows.flatMap(orderBySort));
    expect(await read(sort(x))).toEqual(rows.flatMap(sorted));
    if (count > 1000) return x.dispose();
    expect(await read(rank(x, 1, 'average'))).toEqual(rows.flatMap((row) => ranksByCount(row, 'average')));
    return x.dispose();
  });

  it('take rows of any order: sorted, reversed, all equal, all NaN', async () => {
    const up = Array.from({ length: 37 }, (_, i) => i - 18);
    const rows = [up, [...up].reverse(), up.map(() => 5), up.map(() => Number.NaN)];
    const x = tensor2d(rows);
    expect(await read(argsort(x))).toEqual(rows.flatMap(orderBySort));
    for (const ties of allTies)
      expect(await read(rank(x, -1, ties)), ties).toEqual(rows.flatMap((row) => ranksByCount(row, ties)));
    x.dispose();
  });

  it.each([0, 1, 2, -1, -2, -3])('go along axis %i', async (axis) => {
    const shape = [3, 4, 5];
    const values = Array.from({ length: 60 }, (_, i) => (i * 37) % 11);
    const along = (change: (row: number[]) => number[]) => alongAxis(values, shape, (axis + 3) % 3, change);
    const x = tensor(values, shape);
    const results = [sort(x, axis), argsort(x, axis), rank(x, axis, 'max')];
    expect(results.map((result) => result.shape)).toEqual([shape, shape, shape]);
    expect(results.map((result) => result.dtype)).toEqual(['float32', 'int32', 'float32']);
    const [values1, order, ranks] = await Promise.all(results.map(read));
    expect(values1).toEqual(along(sorted));
    expect(order).toEqual(along(orderBySort));
    expect(ranks).toEqual(along((row) => ranksByCount(row, 'max')));
    x.dispose();
  });

  it('take a part of a larger tensor', async () => {
    const part = tidy(() =>
      sort(
        slice(
          tensor2d([
            [9, 8, 7, 6],
            [5, 1, 4, 3],
            [2, 1, 0, 9],
          ]),
          [1, 1],
          [2, 3],
        ),
      ),
    );
    expect(await read(part)).toEqual([1, 3, 4, 0, 1, 9]);
  });

  it.each([[[0]], [[3, 0]], [[0, 3]], [[3, 1]], [[1]]])('take an axis of length 0 or 1, shape %j', async (shape) => {
    const x = ones(shape);
    const results = [sort(x), argsort(x), rank(x), rank(x, 0, 'average')];
    expect(results.map((result) => result.shape)).toEqual([shape, shape, shape, shape]);
    expect(results.map((result) => result.dtype)).toEqual(['float32', 'int32', 'float32', 'float32']);
    expect(await read(results[0])).toEqual([...(await x.data())]);
    if (shape[shape.length - 1] === 1) {
      expect(await read(results[1])).toEqual([...(await x.data())].map(() => 0));
      expect(await read(results[2])).toEqual([...(await x.data())]);
    }
    for (const tensors of [x, ...results]) tensors.dispose();
  });

  it.skipIf(runsOnHost())('read nothing back from a GPU', async () => {
    const readSync = vi.spyOn(engine().backend, 'readSync');
    const read = vi.spyOn(engine().backend, 'read');
    // Made on the device: TF.js may compute on the host with what it has just been given there.
    const x = tidy(() => square(randomNormal([3, 5, 200], 0, 1, 'float32', 1)));
    dispose([sort(x), sort(x, 1), argsort(x, 0), rank(x, -1, 'average'), grad((at: Tensor) => sort(at, 1))(x), x]);
    expect(readSync).not.toHaveBeenCalled();
    expect(read).not.toHaveBeenCalled();
    for (const spy of [read, readSync]) spy.mockRestore();
  });

  it('leave x as it was', async () => {
    const x = tensor1d([3, 1, 2]);
    await read(sort(x));
    await read(sort(tensor1d([3])));
    expect(await read(x)).toEqual([3, 1, 2]);
  });

  it('leave no tensors behind', async () => {
    const x = tensor2d([
      [3, 1, 2],
      [1, 1, Number.NaN],
    ]);
    await expectNoLeak(() => {
      for (const result of [sort(x), sort(x, 0), argsort(x), argsort(x, 0), rank(x), rank(x, 0, 'average')])
        result.dispose();
    });
    x.dispose();
  });
});

describe('their arguments', () => {
  const methods: [string, (...given: unknown[]) => unknown][] = Object.entries({ sort, argsort, rank }).map(
    ([name, method]) => [name, (...given) => Reflect.apply(method, null, given)],
  );

  it.each(methods)('%s refuses what is no float32 tensor, and an axis that there is not', async (name, method) => {
    const [matrix, integers, scalar] = [ones([2, 3]), ones([3], 'int32'), ones([])];
    const axis = (given: string) => `${name}: 'axis' must be an integer from -2 to 1 for shape [2, 3], but is ${given}`;
    await expectNoLeak(() => {
      expect(() => method([1, 2])).toThrow(`${name}: 'x' must be a tensor, but is a list`);
      expect(() => method(integers)).toThrow(`${name}: 'x' must be float32, but is int32; cast it first`);
      expect(() => method(scalar)).toThrow(`${name}: 'x' must have an axis, but is a scalar; reshape it to [1] first`);
      for (const bad of [2, -3, 0.5, Number.NaN]) expect(() => method(matrix, bad)).toThrow(axis(`${bad}`));
      expect(() => method(matrix, null)).toThrow(axis('null'));
      expect(() => method(matrix, 2)).toThrow(RangeError);
      expect(() => method(integers)).toThrow(TypeError);
    });
  });

  it('rank refuses ties that there are not', async () => {
    const x = ones([2, 3]);
    await expectNoLeak(() => {
      expect(() => Reflect.apply(rank, null, [x, 0, 'dense'])).toThrow(
        "rank: 'ties' must be one of ordinal, min, max, average, but is dense",
      );
    });
  });
});
