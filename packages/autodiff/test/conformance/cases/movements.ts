import {
  add,
  depthToSpace,
  diag,
  gather,
  gatherND,
  image,
  linalg,
  mirrorPad,
  type Scalar,
  scatterND,
  sparseToDense,
  split,
  square,
  stridedSlice,
  type Tensor,
  tensor,
  tensor1d,
  tensorScatterUpdate,
  topk,
  unsortedSegmentSum,
  unstack,
} from '@tensorflow/tfjs-core';
import { type Case, distinct, real } from '../case.ts';
import { rank4 } from '../ranks.ts';
import { alongAxis, indices, picking } from '../twins/axes.ts';
import { places } from '../twins/windows.ts';

/** An operation that only moves values: the twin tells for each place of the output which value it takes. */
const moving = (name: string, shape: number[], f: (x: Tensor) => Tensor, from: readonly number[]): Case => ({
  name,
  f,
  inputs: [real(...shape)],
  twin: picking(from),
});

const ints = (values: number[], ...shape: number[]) => tensor(values, shape, 'int32');
const [grid, cube] = [indices([4, 3]), indices([2, 3, 2])];

function mirrored(mode: 'reflect' | 'symmetric'): Case {
  const rows = mode === 'reflect' ? [2, 1, 0, 1, 2, 3, 2] : [1, 0, 0, 1, 2, 3, 3];
  const columns = mode === 'reflect' ? [0, 1, 2, 1] : [0, 1, 2, 2];
  return moving(
    `mirrorPad, ${mode}`,
    [4, 3],
    (x) =>
      mirrorPad(
        x,
        [
          [2, 1],
          [0, 1],
        ],
        mode,
      ),
    rows.flatMap((i) => columns.map((j) => i * 3 + j)),
  );
}

const indexing: readonly Case[] = [
  moving(
    'gather',
    [4, 3],
    (x) => gather(x, ints([2, 0, 2], 3)),
    [2, 0, 2].flatMap((i) => [3 * i, 3 * i + 1, 3 * i + 2]),
  ),
  moving(
    'gather, axis 1',
    [4, 3],
    (x) => gather(x, ints([1, 1], 2), 1),
    [0, 1, 2, 3].flatMap((i) => [3 * i + 1, 3 * i + 1]),
  ),
  moving(
    'gather, batchDims',
    [2, 3, 2],
    (x) => gather(x, ints([2, 0, 1, 1], 2, 2), 1, 1),
    [2, 0, 4, 4].flatMap((i) => [2 * i, 2 * i + 1]),
  ),
  moving('gatherND', [4, 3], (x) => gatherND(x, ints([0, 2, 3, 1, 0, 2], 3, 2)), [2, 10, 2]),
  moving('gatherND, rows', [4, 3], (x) => gatherND(x, ints([3, 1], 2, 1)), [9, 10, 11, 3, 4, 5]),
  {
    name: 'scatterND',
    f: (x) => scatterND(ints([2, 0, 2], 3, 1), x, [4, 2]),
    inputs: [real(3, 2)],
    twin: (x) => [x[2], x[3], 0, 0, x[0] + x[4], x[1] + x[5], 0, 0],
  },
  {
    name: 'tensorScatterUpdate',
    f: (x, updates) => tensorScatterUpdate(x, ints([3, 1], 2, 1), updates),
    inputs: [real(4, 2), real(2, 2)],
    twin: (x, u) => [x[0], x[1], u[2], u[3], x[4], x[5], u[0], u[1]],
  },
  {
    name: 'sparseToDense',
    f: (x, rest) => sparseToDense(ints([0, 2, 3, 1], 2, 2), x, [4, 3], rest as Scalar),
    inputs: [real(2), real()],
    twin: ([first, second], [rest]) =>
      grid.map(
        (i) =>
          new Map([
            [2, first],
            [10, second],
          ]).get(i) ?? rest,
      ),
  },
  {
    name: 'sparseToDense, one value',
    f: (x) => sparseToDense(ints([3, 1], 2), x, [4]),
    inputs: [real()],
    twin: ([x]) => [0, x, 0, x],
  },
  {
    name: 'topk',
    f: (x) => topk(x, 2).values,
    inputs: [distinct(2, 4)],
    twin: alongAxis([2, 4], 1, (row) => [...row].sort((a, b) => b - a).slice(0, 2)),
  },
  {
    name: 'unsortedSegmentSum',
    f: (x) => unsortedSegmentSum(x, tensor1d([1, 0, 1, 2], 'int32'), 3),
    inputs: [real(4, 2)],
    twin: (x) => [x[2], x[3], x[0] + x[4], x[1] + x[5], x[6], x[7]],
  },
];

const layouts: readonly Case[] = [
  moving(
    'stridedSlice',
    [4, 3],
    (x) => stridedSlice(x, [0, 1], [4, 3], [2, 1]),
    grid.filter((i) => i % 6 < 3 && i % 3 > 0),
  ),
  moving(
    'stridedSlice, masks and strides',
    [4, 3],
    // As x[::3, 1:].
    (x) => stridedSlice(x, [1, 1], [2, 2], [3, 1], 1, 3),
    [1, 2, 10, 11],
  ),
  moving('stridedSlice, backwards', [4, 3], (x) => stridedSlice(x, [-1, 2], [0, -4], [-2, -1]), [11, 10, 9, 5, 4, 3]),
  moving(
    'stridedSlice, masks',
    [2, 3, 2],
    // As x[1, 1:, :].
    (x) => stridedSlice(x, [1, 1], [2, 0], [1, 1], 0, 2, 0, 0, 1),
    cube.filter((i) => i >= 8),
  ),
  moving(
    'depthToSpace',
    [1, 2, 1, 8],
    (x) => depthToSpace(rank4(x), 2),
    // [1, 4, 2, 2]: row 2 i + a, column 2 j + b, channel c comes from (i, j, (2 a + b) 2 + c).
    places([4, 2, 2]).map(([r, s, c]) => Math.floor(r / 2) * 8 + ((r % 2) * 2 + s) * 2 + c),
  ),
  mirrored('reflect'),
  mirrored('symmetric'),
  moving(
    'image.flipLeftRight',
    [2, 2, 3, 2],
    (x) => image.flipLeftRight(rank4(x)),
    places([2, 2, 3, 2]).map(([b, i, j, c]) => ((b * 2 + i) * 3 + 2 - j) * 2 + c),
  ),
  moving(
    'diag',
    [2, 3],
    (x) => diag(x),
    places([6, 6]).map(([i, j]) => (i === j ? i : -1)),
  ),
  moving('split, one part', [3, 2], (x) => split(x, 1, 0)[0], indices([3, 2])),
  moving('unstack, one part', [1, 4], (x) => unstack(x, 0)[0], indices([1, 4])),
  {
    name: 'unstack',
    f: (x) => {
      const [a, b] = unstack(x, 1);
      return add(a, square(b));
    },
    inputs: [real(3, 2)],
    twin: (x) => [0, 1, 2].map((i) => x[2 * i] + x[2 * i + 1] ** 2),
  },
  moving(
    'linalg.bandPart',
    [3, 3],
    (x) => linalg.bandPart(x, 1, 0),
    places([3, 3]).map(([i, j]) => (j > i || i - j > 1 ? -1 : 3 * i + j)),
  ),
];

export const movements: readonly Case[] = [...indexing, ...layouts];
