import fc from 'fast-check';
import type { RankTies } from '../../src/index.ts';

/** The sign of a - b in the order of the sort: both zeros are one, and NaNs come last. */
const compare = (a: number, b: number) => {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return Number(a > b) - Number(a < b);
};

/** JavaScript's own sort is stable. */
export const orderBySort = (row: readonly number[]): number[] =>
  row.map((_, i) => i).sort((i, j) => compare(row[i], row[j]));

/** By their definition, a count for each value. */
export const ranksByCount = (row: readonly number[], ties: RankTies): number[] =>
  row.map((value, i) => {
    const below = row.filter((other) => compare(other, value) < 0).length;
    const equal = row.filter((other) => compare(other, value) === 0).length;
    const earlier = row.filter((other, j) => j < i && compare(other, value) === 0).length;
    return { ordinal: below + earlier + 1, min: below + 1, max: below + equal, average: below + (equal + 1) / 2 }[ties];
  });

/** Lists along one axis of values in row-major order, each replaced by what `change` makes of it. */
export function alongAxis(
  values: readonly number[],
  shape: readonly number[],
  axis: number,
  change: (row: number[]) => number[],
): number[] {
  const [length, inner] = [shape[axis], shape.slice(axis + 1).reduce((size, side) => size * side, 1)];
  const result = [...values];
  for (let start = 0; start < values.length; start++) {
    if (Math.floor(start / inner) % length !== 0) continue;
    const places = Array.from({ length }, (_, i) => start + i * inner);
    change(places.map((place) => values[place])).forEach((value, i) => {
      result[places[i]] = value;
    });
  }
  return result;
}

/** Numbers many of which are equal, with both zeros, infinities and NaNs; all of them float32. */
const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 3, arbitrary: fc.float({ min: -1e6, max: 1e6, noNaN: true }).map((x) => (Math.abs(x) < 1e-30 ? 0 : x)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(-0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 1e-30, -3e38),
  },
);

/** Matrices with rows of such numbers. */
export const matrices = (mostRows: number, mostValues: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: mostRows }), fc.integer({ min: 1, max: mostValues }))
    .chain(([rows, count]) =>
      fc.array(fc.array(value, { minLength: count, maxLength: count }), { minLength: rows, maxLength: rows }),
    );
