import type { Layers } from '../layers.ts';
import { type Box, panel } from '../panel.ts';
import { across, decades, powerOfTen, powers, upwards, upwardsLog } from '../scales.ts';
import { coordinate, element, group, type Svg } from '../svg.ts';
import type { Theme } from '../theme.ts';
import { compact } from './compact.ts';
import type { Counts, Counts2d } from './values.ts';

/** How many entries of the samples' gradients lie where: the counts on a logarithmic scale, over the bins that have some. */
export function histogramPanel({ counts, edges }: Counts, place: Box, theme: Theme): Layers {
  const [from, to] = occupied(counts);
  const domain = decades(Float64Array.from(counts));
  return panel({ place, title: 'Gradients of the samples', label: 'entry of a gradient', theme }, (box) => {
    const [x, y] = [across([edges[from], edges[to]], box), upwardsLog([domain[0] / 2, domain[1]], box)];
    const base = coordinate(box.y + box.height);
    const d = counts.slice(from, to).map((count, i) => {
      const [left, right] = [x(edges[from + i]), x(edges[from + i + 1])].map(coordinate);
      return count > 0 ? `M${left} ${base}V${coordinate(y(count))}H${right}V${base}Z` : '';
    });
    return {
      x: { scale: x, ticks: x.ticks(4), format: compact },
      y: { scale: y, ticks: powers(domain), format: powerOfTen },
      moving: element('path', { d: d.join(''), fill: theme.data, 'fill-opacity': 0.8 }),
    };
  });
}

/** Shades of counts, from few to many. */
const shades = 5;

/** The same, with the parameters that they belong to. */
export function histogram2dPanel({ counts, edges }: Counts2d, place: Box, theme: Theme): Layers {
  const total = (list: readonly number[]) => list.reduce((sum, count) => sum + count, 0);
  const [left, right] = occupied(counts.map(total));
  const [low, high] = occupied(counts[0].map((_, j) => total(counts.map((row) => row[j]))));
  return panel({ place, title: 'With their parameters', label: 'entry of a gradient', theme }, (box) => {
    const x = across([edges[0][left], edges[0][right]], box);
    const y = upwards([edges[1][low], edges[1][high]], box);
    return {
      x: { scale: x, ticks: x.ticks(4), format: compact },
      y: { scale: y, ticks: y.ticks(4), format: compact },
      moving: cells({ counts, edges }, x, y, theme),
    };
  });
}

type Position = (value: number) => number;

/** A path for each shade; cells of one shade that stand upon each other are one. */
function cells({ counts, edges: [across, up] }: Counts2d, x: Position, y: Position, theme: Theme): Svg {
  const most = Math.log1p(counts.reduce((top, row) => row.reduce((a, b) => Math.max(a, b), top), 0));
  const paths = Array.from({ length: shades }, () => '');
  for (const [i, row] of counts.entries()) {
    const shadeOf = (j: number) => Math.min(shades, Math.ceil((shades * Math.log1p(row[j])) / most));
    for (let j = 0, end = 0; j < row.length; j = end) {
      for (end = j + 1; end < row.length && shadeOf(end) === shadeOf(j); ) end++;
      const [left, right, base, top] = [x(across[i]), x(across[i + 1]), y(up[j]), y(up[end])].map(coordinate);
      if (row[j] > 0) paths[shadeOf(j) - 1] += `M${left} ${base}V${top}H${right}V${base}Z`;
    }
  }
  return group(
    { fill: theme.data },
    ...paths.map((d, shade) => (d ? element('path', { d, 'fill-opacity': (shade + 1) / shades }) : '')),
  );
}

/** The bins from the first that has counts to the last one; all where none has. */
function occupied(counts: readonly number[]): [from: number, to: number] {
  const from = counts.findIndex((count) => count > 0);
  if (from < 0) return [0, counts.length];
  const to = counts.findLastIndex((count) => count > 0);
  return [from, to + 1];
}
