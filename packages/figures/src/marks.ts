import { coordinate, element, round, type Svg } from './svg.ts';

type Position = (value: number) => number;

/** A line through points; where a value is not finite the line is interrupted. */
export function linePath(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  toX: Position,
  toY: Position,
  { stroke, width = 2, steps = false, dash }: { stroke: string; width?: number; steps?: boolean; dash?: string },
): Svg {
  const d = pathThrough(pixels(x, y, toX, toY), steps);
  const style = { fill: 'none', stroke, 'stroke-width': width, 'stroke-linejoin': 'round', 'stroke-dasharray': dash };
  return d ? element('path', { d, ...style }) : '';
}

/** Points on the picture, without those that no eye could tell from the one before. */
function pixels(x: ArrayLike<number>, y: ArrayLike<number>, toX: Position, toY: Position): [number, number][] {
  const kept: [number, number][] = [];
  const last = Math.min(x.length, y.length) - 1;
  let [px, py] = [Number.NaN, Number.NaN];
  for (let i = 0; i <= last; i++) {
    const [nextX, nextY] = [toX(x[i]), toY(y[i])];
    if (i < last && Math.abs(nextX - px) < 0.25 && Math.abs(nextY - py) < 0.25) continue;
    kept.push([nextX, nextY]);
    [px, py] = [nextX, nextY];
  }
  return kept;
}

/** Along straight lines, or in steps: first across, then up or down. */
function pathThrough(points: readonly (readonly [number, number])[], steps: boolean): string {
  let [d, isOn] = ['', false];
  for (const [x, y] of points) {
    const isDefined = Number.isFinite(x) && Number.isFinite(y);
    if (isDefined && !isOn) d += `M${coordinate(x)},${coordinate(y)}`;
    else if (isDefined) d += steps ? `H${coordinate(x)}V${coordinate(y)}` : `L${coordinate(x)},${coordinate(y)}`;
    isOn = isDefined;
  }
  return d;
}

/**
 * The parts of a curve that are not above a limit, each ending where it crosses it; NaN stands between the parts. Infinite
 * values count as far above.
 */
export function belowLimit(x: ArrayLike<number>, y: ArrayLike<number>, limit: number): { x: number[]; y: number[] } {
  const kept: { x: number[]; y: number[] } = { x: [], y: [] };
  const add = (atX: number, atY: number) => {
    kept.x.push(atX);
    kept.y.push(atY);
  };
  for (let i = 0; i < x.length; i++) {
    if (i > 0 && y[i] > limit !== y[i - 1] > limit) {
      const [from, to] = [Math.min(y[i - 1], 1e300), Math.min(y[i], 1e300)];
      add(x[i - 1] + ((limit - from) / (to - from)) * (x[i] - x[i - 1]), limit);
    }
    add(x[i], y[i] > limit ? Number.NaN : y[i]);
  }
  return kept;
}

/** The area between two lines over the same points; where a value is not finite it is interrupted. */
export function area(
  x: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  toX: Position,
  toY: Position,
  { fill, opacity }: { fill: string; opacity: number },
): Svg {
  let d = '';
  for (let from = 0, to = 0; from < x.length; from = to + 1) {
    const isDefined = (i: number) => i < x.length && [toX(x[i]), toY(low[i]), toY(high[i])].every(Number.isFinite);
    for (to = from; isDefined(to); ) to++;
    const points = Array.from({ length: to - from }, (_, i) => [
      toX(x[from + i]),
      toY(high[from + i]),
      toY(low[from + i]),
    ]);
    const along = points.map(([px, upper]) => `${coordinate(px)},${coordinate(upper)}`);
    const back = points.map(([px, , lower]) => `${coordinate(px)},${coordinate(lower)}`).reverse();
    if (points.length > 1) d += `M${[...along, ...back].join('L')}Z`;
  }
  return d ? element('path', { d, fill, 'fill-opacity': opacity }) : '';
}

/** Bars of equal width over a domain, in one path, outlined in a colour that stands out. */
export function bars(
  heights: ArrayLike<number>,
  [low, high]: readonly [number, number],
  toX: Position,
  toY: Position,
  { fill, stroke }: { fill: string; stroke: string },
): Svg {
  const width = (high - low) / heights.length;
  const base = round(toY(0));
  const d = Array.from(heights, (height, i) => {
    const [left, right] = [round(toX(low + i * width) + 1), round(toX(low + (i + 1) * width) - 1)];
    return height > 0 ? `M${left} ${base}V${round(toY(height))}H${right}V${base}Z` : '';
  }).join('');
  return d ? element('path', { d, fill, stroke, 'stroke-width': 1 }) : '';
}

/** Upright strokes a pixel wide and of equal height, one a value, in one path. Those that touch are one bar. */
export function rug(values: ArrayLike<number>, toX: Position, y: number, height: number, fill: string): Svg {
  const middles = Float64Array.from(values, toX).filter(Number.isFinite).sort();
  let [d, left] = ['', 0];
  middles.forEach((middle, i) => {
    if (i === 0 || middle > middles[i - 1] + 1) left = middle - 0.5;
    if (middles[i + 1] <= middle + 1) return;
    d += `M${coordinate(left)} ${coordinate(y)}H${coordinate(middle + 0.5)}v${height}H${coordinate(left)}Z`;
  });
  return d ? element('path', { d, fill, 'fill-opacity': 0.5 }) : '';
}

/** Dots, in one path: lines of no length with round ends. */
export function dots(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  toX: Position,
  toY: Position,
  { fill, radius, opacity }: { fill: string; radius: number; opacity?: number },
): Svg {
  const d = Array.from(x, (value, i) => {
    const [px, py] = [toX(value), toY(y[i])];
    return Number.isFinite(px) && Number.isFinite(py) ? `M${coordinate(px)} ${coordinate(py)}h0` : '';
  }).join('');
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

/** Dots on upright stems that stand on zero. */
export function lollipops(x: ArrayLike<number>, y: ArrayLike<number>, toX: Position, toY: Position, fill: string): Svg {
  const base = round(toY(0));
  const d = Array.from(x, (value, i) => `M${round(toX(value))} ${base}V${round(toY(y[i]))}`).join('');
  return d ? element('path', { d, stroke: fill, 'stroke-width': 2 }) + dots(x, y, toX, toY, { fill, radius: 3.5 }) : '';
}
