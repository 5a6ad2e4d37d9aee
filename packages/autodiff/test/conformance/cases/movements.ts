import {
  add,
  depthToSpace,
  einsum,
  gather,
  gatherND,
  linalg,
  mirrorPad,
  scatterND,
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
import { alongAxis, indices, picking } from '../twins/axes.ts';
import { flatten, places } from '../twins/windows.ts';
import { rank4 } from './convolutions.ts';

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

/** Sums of products over all labels, by brute force. */
function einsumTwin(equation: string, sizes: Record<string, number>) {
  const [operands, result] = equation.split('->');
  const labels = [...new Set(operands.replace(',', ''))];
  const index = (names: string, place: readonly number[]) =>
    flatten(
      [...names].map((name) => place[labels.indexOf(name)]),
      [...names].map((name) => sizes[name]),
    );
  return (...xs: number[][]) => {
    const y = new Array<number>([...result].reduce((size, name) => size * sizes[name], 1)).fill(0);
    for (const place of places(labels.map((name) => sizes[name])))
      y[index(result, place)] += operands
        .split(',')
        .reduce((product, names, i) => product * xs[i][index(names, place)], 1);
    return y;
  };
}

const einsums: readonly Case[] = ['ij,jk->ik', 'bij,bkj->bik', 'jk,ij->k', 'ij,ij->', 'ijk->ki'].map((equation) => {
  const sizes: Record<string, number> = { b: 2, i: 2, j: 3, k: 2 };
  return {
    name: `einsum, ${equation}`,
    lacks: { wasm: 'forward' },
    f: (...xs: Tensor[]) => einsum(equation, ...xs),
    inputs: equation
      .split('->')[0]
      .split(',')
      .map((names) => real(...[...names].map((name) => sizes[name]))),
    twin: einsumTwin(equation, sizes),
  };
});

/** Householder's QR of a `[3, 2]` matrix; the diagonal of R has the opposite sign of what it reflects. */
function qrTwin(x: number[]): { q: number[]; r: number[] } {
  const columns = [0, 1].map((j) => [0, 1, 2].map((i) => x[2 * i + j]));
  const inner = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  const unit = (a: number[], sign: number) => a.map((value) => (sign * value) / Math.sqrt(inner(a, a)));
  const [a, b] = columns;
  const q0 = unit(a, a[0] > 0 ? -1 : 1);
  const rest = b.map((value, i) => value - inner(q0, b) * q0[i]);
  // The second reflection looks at the second value of H b.
  const w = a.map((value, i) => (i === 0 ? value - inner(q0, a) : value));
  const reflected = b.map((value, i) => value - (2 * inner(w, b) * w[i]) / inner(w, w));
  const q1 = unit(rest, reflected[1] > 0 ? -1 : 1);
  return {
    q: [0, 1, 2].flatMap((i) => [q0[i], q1[i]]),
    r: [inner(q0, a), inner(q0, b), 0, inner(q1, b)],
  };
}

const factors: readonly Case[] = [
  { name: 'linalg.qr, Q', f: (x) => linalg.qr(x)[0], inputs: [real(3, 2)], twin: (x) => qrTwin(x).q },
  { name: 'linalg.qr, R', f: (x) => linalg.qr(x)[1], inputs: [real(3, 2)], twin: (x) => qrTwin(x).r },
];

export const movements: readonly Case[] = [...indexing, ...layouts, ...einsums, ...factors];
