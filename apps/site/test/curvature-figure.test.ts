import { describe, expect, test } from 'vitest';
import { contour, levelsOf } from '../src/figure/contours.ts';
import { ticks } from '../src/figure/ticks.ts';
import { landscapeForm, landscapeNames, placeIn, pointRule } from '../src/form/landscapes.ts';
import { numberProblem } from '../src/form/number-problem.ts';

const side = 21;
const gridOf = (f: (x: number, y: number) => number) => ({
  side,
  heights: Float64Array.from({ length: side * side }, (_, k) => f(k % side, Math.floor(k / side))),
});

describe('a contour', () => {
  test('of a cone is a circle, all around', () => {
    const pieces = contour(
      gridOf((x, y) => Math.hypot(x - 10, y - 10)),
      6,
    );
    const length = pieces.reduce((sum, [[ax, ay], [bx, by]]) => sum + Math.hypot(bx - ax, by - ay), 0);
    expect(Math.abs(length - 12 * Math.PI)).toBeLessThan(0.2);
    for (const [x, y] of pieces.flat()) expect(Math.abs(Math.hypot(x - 10, y - 10) - 6)).toBeLessThan(0.05);
  });

  test('of a plane is where it has that height', () => {
    const pieces = contour(
      gridOf((x, y) => x + 2 * y),
      20.5,
    );
    expect(pieces.length).toBeGreaterThan(20);
    for (const [x, y] of pieces.flat()) expect(x + 2 * y).toBeCloseTo(20.5, 10);
  });

  test.each([
    [[1, 0, 0, 1], 0.4, 'joined'],
    [[1, 0, 0, 1], 0.6, 'apart'],
  ] as const)('of a cell with opposite corners above (%j at %d) leaves them %s', (heights, level, expected) => {
    const pieces = contour({ side: 2, heights }, level);
    expect(pieces).toHaveLength(2);
    // Apart, each piece is nearest to a corner that is above; joined, to one below.
    const nearest = pieces.map(
      ([[ax, ay], [bx, by]]) => heights[Math.round((ax + bx) / 2) + 2 * Math.round((ay + by) / 2)],
    );
    expect(nearest).toEqual(expected === 'apart' ? [1, 1] : [0, 0]);
  });
});

test('levels share the area evenly', () => {
  const grid = gridOf((x, y) => (x + side * y) ** 2);
  const [low, high] = levelsOf(grid, 2);
  const below = (level: number) => grid.heights.filter((height) => height < level).length / grid.heights.length;
  expect(below(low)).toBeCloseTo(0.25, 2);
  expect(below(high)).toBeCloseTo(0.75, 2);
});

test('ticks are round and within', () => {
  expect(ticks([-1.6, 1.6], 4)).toEqual([-1, 0, 1]);
  expect(ticks([0.13, 0.52], 4)).toEqual([0.2, 0.3, 0.4, 0.5]);
  expect(ticks([-30, 110], 3)).toEqual([0, 50, 100]);
});

test.each(landscapeNames)('the point of the %s starts, and stays, where it may be', (name) => {
  landscapeForm(name).start.forEach((value, i) => {
    const coordinate = i === 0 ? 'x' : 'y';
    const rule = pointRule(name, coordinate);
    expect(placeIn(name, coordinate, value)).toBe(value);
    for (const far of [-9, 9]) expect(numberProblem(rule, placeIn(name, coordinate, far))).toBeNull();
  });
});
