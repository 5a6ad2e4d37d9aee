import type { ScaleContinuousNumeric } from 'd3-scale';
import { element, group, round, type Svg, text } from './svg.ts';
import type { Theme } from './theme.ts';

/** A rectangle on the picture, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Scale = ScaleContinuousNumeric<number, number>;

/** How one direction of a panel is divided. */
export interface Axis {
  readonly scale: Scale;
  readonly label?: string;
  readonly ticks?: readonly number[];
  readonly format?: (value: number) => string;
}

/** A plot area with its axes; marks are drawn between the grid and the axes' words. */
export interface PanelOptions {
  readonly box: Box;
  readonly title?: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly theme: Theme;
}

/** Draws the axes and grid of a panel around its marks. The scales map to the box given. */
export function panel({ box, title, x, y, theme }: PanelOptions, ...marks: readonly Svg[]): Svg {
  const heading = title
    ? [text(box.x, box.y - 10, title, { fill: theme.text, 'font-weight': 600, 'font-size': 13 })]
    : [];
  const base = box.y + box.height;
  return group(
    {},
    ...heading,
    ...ticksOf(y).map((value) => gridLine(box, y.scale(value), theme)),
    ...marks,
    element('path', { d: `M${round(box.x)} ${round(base)}h${round(box.width)}`, stroke: theme.muted }),
    group({ fill: theme.muted, 'font-size': 11 }, ...xWords(box, x), ...yWords(box, y)),
  );
}

const ticksOf = ({ scale, ticks }: Axis): readonly number[] => ticks ?? scale.ticks(5);

const formatOf = ({ scale, format }: Axis): ((value: number) => string) => format ?? scale.tickFormat(5);

const gridLine = ({ x, width }: Box, at: number, theme: Theme): Svg =>
  element('path', { d: `M${round(x)} ${round(at)}h${round(width)}`, stroke: theme.grid });

function xWords(box: Box, axis: Axis): Svg[] {
  const base = box.y + box.height;
  const words = ticksOf(axis).map((value) =>
    text(axis.scale(value), base + 16, formatOf(axis)(value), { 'text-anchor': 'middle' }),
  );
  const label = axis.label ? [text(box.x + box.width / 2, base + 33, axis.label, { 'text-anchor': 'middle' })] : [];
  return [...words, ...label];
}

function yWords(box: Box, axis: Axis): Svg[] {
  const words = ticksOf(axis).map((value) =>
    text(box.x - 8, axis.scale(value) + 4, formatOf(axis)(value), { 'text-anchor': 'end' }),
  );
  const [x, y] = [box.x - 40, box.y + box.height / 2];
  const label = axis.label
    ? [text(x, y, axis.label, { 'text-anchor': 'middle', transform: `rotate(-90 ${round(x)} ${round(y)})` })]
    : [];
  return [...words, ...label];
}

/** Keeps marks inside their panel. */
export function clipped(id: string, { x, y, width, height }: Box, ...marks: readonly Svg[]): Svg {
  return group(
    {},
    element('clipPath', { id }, element('rect', { x, y, width, height })),
    group({ 'clip-path': `url(#${id})` }, ...marks),
  );
}
