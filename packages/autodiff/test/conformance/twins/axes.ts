import { flatten, places } from './windows.ts';

/** Applies a function to every row along an axis, of lists of any one new length. */
export function alongAxis(shape: readonly number[], axis: number, f: (row: number[]) => number[]) {
  return (x: number[]): number[] => {
    const others = shape.map((length, i) => (i === axis ? 1 : length));
    const rows = places(others).map((place) => ({
      place,
      values: f(Array.from({ length: shape[axis] }, (_, i) => x[flatten(replaced(place, axis, i), shape)])),
    }));
    const after = shape.map((length, i) => (i === axis ? rows[0].values.length : length));
    const y = new Array<number>(after.reduce((a, b) => a * b, 1)).fill(0);
    for (const { place, values } of rows)
      for (const [i, value] of values.entries()) y[flatten(replaced(place, axis, i), after)] = value;
    return y;
  };
}

const replaced = (place: readonly number[], axis: number, at: number) => place.map((i, k) => (k === axis ? at : i));

/** The places that an output takes its values from, told by a function of indices: any movement of values. */
export const picking = (from: readonly number[]) => (x: number[]) => from.map((i) => (i < 0 ? 0 : x[i]));

/** The indices of all values, moved as the values would be. */
export const indices = (shape: readonly number[]) =>
  Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i);

export const softmax = (row: readonly number[]) => {
  const top = Math.max(...row);
  const exps = row.map((x) => Math.exp(x - top));
  const total = exps.reduce((a, b) => a + b);
  return exps.map((e) => e / total);
};

export const logSumExp = (row: readonly number[]) => {
  const top = Math.max(...row);
  return top + Math.log(row.reduce((total, x) => total + Math.exp(x - top), 0));
};

/** Each value with those before it, by an operation with a neutral element. */
export const scan =
  (combine: (a: number, b: number) => number, neutral: number, isExclusive: boolean, isReversed: boolean) =>
  (row: number[]) => {
    const order = isReversed ? [...row].reverse() : row;
    let total = neutral;
    const out = order.map((value) => {
      const before = total;
      total = combine(total, value);
      return isExclusive ? before : total;
    });
    return isReversed ? out.reverse() : out;
  };

/** `[m, k]` times `[k, n]`. */
export const matMul = (m: number, k: number, n: number) => (a: number[], b: number[]) =>
  places([m, n]).map(([i, j]) =>
    Array.from({ length: k }, (_, l) => a[i * k + l] * b[l * n + j]).reduce((x, y) => x + y),
  );
