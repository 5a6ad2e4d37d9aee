import { curveStepAfter, line } from 'd3-shape';
import { element, round, type Svg } from './svg.ts';

type Position = (value: number) => number;

/** A line through points; where a value is not finite the line is interrupted. */
export function linePath(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  toX: Position,
  toY: Position,
  { stroke, width = 2, steps = false }: { stroke: string; width?: number; steps?: boolean },
): Svg {
  const draw = line<number>()
    .defined((i) => Number.isFinite(toX(x[i])) && Number.isFinite(toY(y[i])))
    .x((i) => round(toX(x[i])))
    .y((i) => round(toY(y[i])));
  if (steps) draw.curve(curveStepAfter);
  const d = draw(Array.from({ length: Math.min(x.length, y.length) }, (_, i) => i));
  return d ? element('path', { d, fill: 'none', stroke, 'stroke-width': width, 'stroke-linejoin': 'round' }) : '';
}

/** Bars of equal width over a domain, standing on `base`, in one path. */
export function bars(
  heights: ArrayLike<number>,
  [low, high]: readonly [number, number],
  toX: Position,
  toY: Position,
  fill: string,
): Svg {
  const width = (high - low) / heights.length;
  const base = round(toY(0));
  const d = Array.from(heights, (height, i) => {
    const [left, right] = [round(toX(low + i * width) + 0.5), round(toX(low + (i + 1) * width) - 0.5)];
    return height > 0 ? `M${left} ${base}V${round(toY(height))}H${right}V${base}Z` : '';
  }).join('');
  return d ? element('path', { d, fill }) : '';
}

/** Short strokes under an axis, one a value, in one path. */
export function rug(values: ArrayLike<number>, toX: Position, y: number, height: number, stroke: string): Svg {
  const d = Array.from(values)
    .filter(Number.isFinite)
    .map((value) => `M${round(toX(value))} ${round(y)}v${height}`)
    .join('');
  return d ? element('path', { d, stroke, 'stroke-width': 1, 'stroke-opacity': 0.5 }) : '';
}

/** Dots, in one path: lines of no length with round ends. */
export function dots(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  toX: Position,
  toY: Position,
  { fill, radius, opacity = 1 }: { fill: string; radius: number; opacity?: number },
): Svg {
  const d = Array.from(x, (value, i) =>
    Number.isFinite(value) && Number.isFinite(y[i]) ? `M${round(toX(value))} ${round(toY(y[i]))}h0` : '',
  ).join('');
  return d
    ? element('path', {
        d,
        stroke: fill,
        'stroke-width': 2 * radius,
        'stroke-linecap': 'round',
        'stroke-opacity': opacity,
      })
    : '';
}
