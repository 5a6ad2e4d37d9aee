/** A height at each place of a square grid, row by row from the lower left corner. */
export interface Grid {
  readonly side: number;
  readonly heights: ArrayLike<number>;
}

type Place = readonly [column: number, row: number];

/** Heights that share the grid's area evenly between them: lines lie close neither on the slopes nor on the plains. */
export function levelsOf({ heights }: Grid, count: number): number[] {
  const sorted = Float64Array.from(heights).sort();
  return Array.from({ length: count }, (_, k) => sorted[Math.floor(((k + 0.5) / count) * sorted.length)]);
}

/**
 * The line on which the surface has this height, in pieces from end to end, in units of the grid (marching squares).
 * Where a cell's corners lie above and below by turns, its middle tells which of them are joined.
 */
export function contour(grid: Grid, level: number): (readonly [Place, Place])[] {
  const pieces: (readonly [Place, Place])[] = [];
  for (let row = 0; row + 1 < grid.side; row++)
    for (let column = 0; column + 1 < grid.side; column++) pieces.push(...piecesIn(grid, level, column, row));
  return pieces;
}

function piecesIn({ side, heights }: Grid, level: number, column: number, row: number): (readonly [Place, Place])[] {
  const at = row * side + column;
  // The corners, counterclockwise from the lower left one.
  const corners = [heights[at], heights[at + 1], heights[at + side + 1], heights[at + side]];
  const crossings = corners.flatMap((height, i) => {
    const next = corners[(i + 1) % 4];
    return height > level === next > level ? [] : [onEdge(i, (level - height) / (next - height), column, row)];
  });
  const [first, second, third, fourth] = crossings;
  if (crossings.length === 2) return [[first, second]];
  if (crossings.length < 4) return [];
  const isMiddleAbove = (corners[0] + corners[1] + corners[2] + corners[3]) / 4 > level;
  // The first corner is cut off where it is alone on its side.
  const cutsFirst = corners[0] > level !== isMiddleAbove;
  return cutsFirst
    ? [
        [fourth, first],
        [second, third],
      ]
    : [
        [first, second],
        [third, fourth],
      ];
}

/** A place on one of a cell's edges: the lower, the right, the upper, the left one, each counterclockwise. */
function onEdge(edge: number, part: number, column: number, row: number): Place {
  if (edge === 0) return [column + part, row];
  if (edge === 1) return [column + 1, row + part];
  return edge === 2 ? [column + 1 - part, row + 1] : [column, row + 1 - part];
}
