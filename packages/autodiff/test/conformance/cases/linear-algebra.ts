import { einsum, linalg, matMul, type Tensor } from '@tensorflow/tfjs-core';
import { type Case, real } from '../case.ts';
import { flatten, places } from '../twins/windows.ts';

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

const sizes = { b: 2, i: 2, j: 3, k: 2 };

const einsums: readonly Case[] = ['ij,jk->ik', 'bij,bkj->bik', 'jk,ij->k', 'ij,ij->', 'ijk->ki'].map((equation) => {
  return {
    name: `einsum, ${equation}`,
    f: (...xs: Tensor[]) => einsum(equation, ...xs),
    inputs: equation
      .split('->')[0]
      .split(',')
      .map((names) => real(...[...names].map((name) => sizes[name as keyof typeof sizes]))),
    twin: einsumTwin(equation, sizes),
  };
});

const products: readonly Case[] = [
  {
    name: 'matMul, a batch by one matrix',
    f: (a, b) => matMul(a, b),
    inputs: [real(2, 2, 3), real(3, 2)],
    twin: einsumTwin('bij,jk->bik', sizes),
  },
  {
    name: 'matMul, one matrix, transposed, by a batch',
    f: (a, b) => matMul(a, b, true),
    inputs: [real(1, 3, 2), real(2, 3, 2)],
    twin: einsumTwin('ji,bjk->bik', sizes),
  },
];

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

export const linearAlgebra: readonly Case[] = [...products, ...einsums, ...factors];
