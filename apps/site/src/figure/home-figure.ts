import { axes, type Box, edges, line, linear, picture, stroked, words } from './plot.ts';

/** Numbers on (0, 1) and the density that they are to follow. */
export interface Shaping {
  readonly points: ArrayLike<number>;
  readonly target: { readonly label: string; readonly x: ArrayLike<number>; readonly pdf: ArrayLike<number> };
}

const [plotHeight, bins, top] = [198, 40, 4];
/** Width from which the legend stands on one line. */
const wide = 480;

/** Histogram of a batch under the density of its prior. Its colours are those of the page. */
export function homeFigure({ points, target }: Shaping, width: number): string {
  const [legendX, legendY] = width >= wide ? [112, 18] : [8, 36];
  const box: Box = { x: 30, y: legendY + 16, width: width - 42, height: plotHeight };
  const [toX, toY] = [linear([0, 1], edges(box).x), linear([0, top], edges(box).y)];
  const density = Float64Array.from(target.pdf, (value) => Math.min(value, top));
  return picture(
    width,
    box.y + plotHeight + 28,
    [
      words(8, 18, `${points.length} numbers`, 'font-size="14" font-weight="600"', 'data'),
      words(legendX, legendY, `their prior: ${target.label}`, 'font-size="14" font-weight="600"', 'target'),
      axes(box, { x: [0, 0.5, 1], y: [0, 2, 4] }, { x: toX, y: toY }),
      `<g id="moving"><path d="${bars(points, toX, toY)}" fill="var(--hp-data-soft)"/>`,
      `${stroked(line(target.x, density, toX, toY), 'target')}</g>`,
    ].join(''),
  );
}

function bars(points: ArrayLike<number>, toX: (x: number) => number, toY: (y: number) => number): string {
  const counts = new Float64Array(bins);
  for (let i = 0; i < points.length; i++)
    counts[Math.min(bins - 1, Math.floor(points[i] * bins))] += bins / points.length;
  return Array.from(counts, (count, k) => {
    const [left, right] = [toX(k / bins) + 0.5, toX((k + 1) / bins) - 0.5];
    return count > 0 ? `M${left} ${toY(0)}V${toY(Math.min(count, top))}H${right}V${toY(0)}Z` : '';
  }).join('');
}
