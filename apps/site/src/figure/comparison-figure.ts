import { readable } from '../form/readable.ts';
import type { ComparisonFrame, ComparisonSide } from '../worker/comparison/frame.ts';
import { axes, type Box, edges, line, linear, picture, power, stroked, words } from './plot.ts';

/** Width from which both batches have room side by side. */
const wide = 560;
const columnHeight = 388;
const bins = 40;

/** Two batches from the same points: each one's histogram against the prior's density, and the loss that moved it. */
export function comparisonFigure(frame: ComparisonFrame, width = 720): string {
  const isWide = width >= wide;
  const room = isWide ? width / 2 : width;
  const columns = frame.sides.map((side, i) =>
    column(frame, side, isWide ? { x: i * room, y: 0, width: room } : { x: 0, y: i * columnHeight, width: room }),
  );
  return picture(width, columnHeight * (isWide ? 1 : 2), columns.join(''));
}

function column(frame: ComparisonFrame, side: ComparisonSide, place: { x: number; y: number; width: number }): string {
  const { x, y } = place;
  const inner = { x: x + 44, width: place.width - 60 };
  return [
    words(x + 10, y + 18, side.label, 'font-size="14" font-weight="600"', 'text'),
    words(x + 10, y + 36, `greatest gap to the prior’s cdf: ${readable(side.gap)}`),
    histogram(frame, side, { ...inner, y: y + 54, height: 160 }),
    lossCurve(frame, side, { ...inner, y: y + 270, height: 84 }),
  ].join('');
}

function histogram({ target }: ComparisonFrame, { points }: ComparisonSide, box: Box): string {
  const counts = new Float64Array(bins);
  for (const point of points) counts[Math.min(bins - 1, Math.floor(point * bins))] += bins / points.length;
  const top = topOf(target);
  const [toX, toY] = [linear([0, 1], edges(box).x), linear([0, top], edges(box).y)];
  const bars = Array.from(counts, (count, k) => {
    const [left, right] = [toX(k / bins) + 0.5, toX((k + 1) / bins) - 0.5];
    return count > 0 ? `M${left} ${toY(0)}V${toY(Math.min(count, top))}H${right}V${toY(0)}Z` : '';
  });
  const density = target.pdf.map((value) => (value <= top ? value : Number.NaN));
  return [
    axes(box, { x: [0, 0.5, 1], y: [0, Math.round(top / 2)] }, { x: toX, y: toY }),
    `<path d="${bars.join('')}" fill="var(--hp-data-soft)"/>`,
    stroked(line(target.x, density, toX, toY), 'target'),
  ].join('');
}

/** The height of the tallest bar that the prior asks for, with some room; at least 2. */
function topOf({ x, cdf }: ComparisonFrame['target']): number {
  let tallest = 0;
  let from = 0;
  for (let i = 0; i < x.length; i++) {
    if (x[i] - x[from] < 1 / bins) continue;
    tallest = Math.max(tallest, (cdf[i] - cdf[from]) / (x[i] - x[from]));
    from = i;
  }
  return Math.max(2, 1.4 * tallest);
}

function lossCurve({ steps }: ComparisonFrame, { losses }: ComparisonSide, box: Box): string {
  const logs = losses.map((loss) => (loss > 0 ? Math.log10(loss) : Number.NaN));
  const known = logs.filter(Number.isFinite);
  const high = Math.ceil(known.reduce((a, b) => Math.max(a, b), -1));
  const low = Math.min(high - 2, Math.floor(known.reduce((a, b) => Math.min(a, b), high)));
  const [toX, toY] = [linear([1, Math.max(2, steps)], edges(box).x), linear([low, high], edges(box).y)];
  const at = Float64Array.from(losses, (_, i) => i + 1);
  return [
    words(box.x - 34, box.y - 12, `its loss: ${readable(losses.at(-1) ?? Number.NaN)}`, 'font-weight="600"', 'text'),
    axes(box, { x: [1, steps], y: [low, high] }, { x: toX, y: toY }, power),
    stroked(line(at, logs, toX, toY), 'data'),
  ].join('');
}
