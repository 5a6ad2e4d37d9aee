import type { SecondDerivatives } from './family.ts';

/** A symmetric matrix over x and two parameters: its upper triangle, row by row. */
export type Triangle = readonly [xx: number, x0: number, x1: number, p00: number, p01: number, p11: number];

/** Places of the rows of a symmetric matrix in its triangle. */
const rows = [
  [0, 1, 2],
  [1, 3, 4],
  [2, 4, 5],
] as const;

/** Writes row `i` of the matrix. */
export function rowOf(triangle: Triangle, i: number, out: Float64Array): void {
  for (let j = 0; j < 3; j++) out[j] = triangle[rows[i][j]];
}

/**
 * Whether x lies inside the support. If not, writes the derivatives there: 0 at and beyond the ends, NaN for a NaN.
 * @param count how many derivatives there are
 */
export function isInside(x: number, [low, high]: readonly [number, number], out: Float64Array, count: number): boolean {
  if (x > low && x < high) return true;
  out.fill(Number.isNaN(x) ? x : 0, 0, count);
  return false;
}

/** Closed forms of a family with two parameters, inside its support. */
interface Triangles {
  cdf(x: number): Triangle;
  logTail(x: number, tail: 0 | 1): Triangle;
  logPdf(x: number): Triangle;
}

/** Second derivatives from closed forms of the whole triangle. */
export const triangleSecond = (
  support: readonly [number, number],
  { cdf, logTail, logPdf }: Triangles,
): SecondDerivatives => ({
  cdf(x, i, out) {
    if (isInside(x, support, out, 3)) rowOf(cdf(x), i, out);
  },
  logTail(x, tail, i, out) {
    if (isInside(x, support, out, 3)) rowOf(logTail(x, tail), i, out);
  },
  logPdf(x, i, out) {
    if (isInside(x, support, out, 3)) rowOf(logPdf(x), i, out);
  },
});
