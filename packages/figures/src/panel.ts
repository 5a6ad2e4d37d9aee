import type { ScaleContinuousNumeric } from 'd3-scale';
import type { Layers } from './layers.ts';
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
interface Axis {
  readonly scale: Scale;
  readonly label?: string;
  readonly ticks?: readonly number[];
  readonly format?: (value: number) => string;
}

/** A plot area with its axes. The scales map to the box. */
export interface PanelOptions {
  readonly box: Box;
  readonly title: string;
  /** Names for the colours, on the title's line, from the right edge leftwards. */
  readonly legend?: readonly (readonly [name: string, colour: string])[];
  readonly x: Axis;
  readonly y: Axis;
  readonly theme: Theme;
}

/** How far left of the plot area its words begin: title and numbers share one left edge. */
export const gutter = 40;

/** Draws the axes and grid of a panel, what is fixed in it upon the grid, and what moves upon all that. */
export function panel({ box, title, legend = [], x, y, theme }: PanelOptions, { fixed, moving }: Layers): Layers {
  const base = box.y + box.height;
  return {
    fixed: group(
      {},
      text(box.x - gutter, box.y - 14, title, { fill: theme.text, 'font-weight': 600, 'font-size': 13 }),
      legendWords(box, legend),
      gridLines(box, y, theme),
      fixed,
      element('path', { d: `M${round(box.x)} ${round(base)}h${round(box.width)}`, stroke: theme.muted }),
      group({ fill: theme.muted, 'font-size': 11 }, ...xWords(box, x), ...yWords(box, y)),
    ),
    moving,
  };
}

/** The names in their colours, right-aligned as one text: their widths need not be known. */
function legendWords({ x, y, width }: Box, entries: readonly (readonly [string, string])[]): Svg {
  if (entries.length === 0) return '';
  const words = entries.map(([name, fill]) => element('tspan', { fill }, name));
  const attributes = { x: x + width, y: y - 14, 'text-anchor': 'end', 'font-size': 12, 'font-weight': 600 };
  return element('text', attributes, words.join('\u00a0\u00a0\u00a0'));
}

const ticksOf = ({ scale, ticks }: Axis): readonly number[] => ticks ?? scale.ticks(5);

const formatOf = ({ scale, format }: Axis): ((value: number) => string) => format ?? scale.tickFormat(5);

function gridLines({ x, width }: Box, axis: Axis, theme: Theme): Svg {
  const d = ticksOf(axis).map((value) => `M${round(x)} ${round(axis.scale(value))}h${round(width)}`);
  return d.length > 0 ? element('path', { d: d.join(''), stroke: theme.grid }) : '';
}

function xWords(box: Box, axis: Axis): Svg[] {
  const base = box.y + box.height;
  const format = formatOf(axis);
  const words = ticksOf(axis).map((value) =>
    text(axis.scale(value), base + 16, format(value), { 'text-anchor': 'middle' }),
  );
  const label = axis.label ? [text(box.x + box.width / 2, base + 33, axis.label, { 'text-anchor': 'middle' })] : [];
  return [...words, ...label];
}

function yWords(box: Box, axis: Axis): Svg[] {
  const format = formatOf(axis);
  return ticksOf(axis).map((value) => text(box.x - 8, axis.scale(value) + 4, format(value), { 'text-anchor': 'end' }));
}
