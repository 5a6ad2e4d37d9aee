import type { Curvature, Pair } from '../worker/curvature/curvature.ts';
import { axes, type Box, edges, line, linear, stroked, tenth, words } from './plot.ts';
import { ticks } from './ticks.ts';

/** vᵀw */
export const dot = ([ax, ay]: Pair, [bx, by]: Pair): number => ax * bx + ay * by;

/** f along v through the point, and the parabolas that have its value, its slope and the two curvatures there. */
export function sectionPlot({ section, value, slope, direction, product, alone }: Curvature, box: Box): string {
  const { along, values } = section;
  const [low, high] = rangeOf(values);
  const ends = [along[0], along[along.length - 1]] as const;
  const [toX, toY] = [linear(ends, edges(box).x), linear([low, high], edges(box).y)];
  const curve = (heights: Float64Array) => line(along, heights.map(within(low, high)), toX, toY);
  const parabola = (curvature: number) => curve(along.map((t) => value + slope * t + (curvature * t * t) / 2));
  const bold = 'font-weight="600"';
  return [
    words(
      box.x - 22,
      box.y - 58,
      'f along v, and its parabola at the point',
      'font-size="14" font-weight="600"',
      'text',
    ),
    words(box.x - 22, box.y - 38, 'with vᵀHv', bold, 'data'),
    words(box.x + 44, box.y - 38, 'by TensorFlow.js alone (dashes)', bold, 'target'),
    axes(box, { x: ticks(ends, 4), y: ticks([low, high], 4) }, { x: toX, y: toY }),
    stroked(curve(values), 'muted', 'stroke-opacity="0.5" style="stroke-width:7"'),
    stroked(parabola(dot(direction, alone.product)), 'target', 'stroke-dasharray="5 4"'),
    stroked(parabola(dot(direction, product)), 'data'),
    `<circle cx="${tenth(toX(0))}" cy="${tenth(toY(value))}" r="5" fill="var(--hp-text)"/>`,
    words(box.x + box.width / 2, box.y + box.height + 32, 't, the way along v', 'text-anchor="middle"'),
  ].join('');
}

const within =
  (low: number, high: number) =>
  (value: number): number =>
    value >= low && value <= high ? value : Number.NaN;

/** The heights that are shown, with some room for what leaves them; never less than a tenth. */
function rangeOf(values: Float64Array): readonly [low: number, high: number] {
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const room = Math.max(0.05, 0.25 * (high - low));
  return [low - room, high + room];
}
