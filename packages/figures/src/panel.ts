import type { ScaleContinuousNumeric } from 'd3-scale';
import type { Layers } from './layers.ts';
import { element, escapeText, group, round, type Svg, text } from './svg.ts';
import { textWidth } from './text-width.ts';
import type { Theme } from './theme.ts';

/** A rectangle on the picture, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Scale = ScaleContinuousNumeric<number, number>;

/** One direction of a panel. */
interface Axis {
  readonly scale: Scale;
  readonly ticks?: readonly number[];
  readonly format?: (value: number) => string;
}

/** Names for the colours of a panel. */
export type Legend = readonly (readonly [name: string, colour: string])[];

/** Words of a panel and the rectangle that they share with its plot area. */
export interface PanelOptions {
  readonly place: Box;
  readonly title: string;
  /** Stands at the right end of the title's line, or below it where both have no room. */
  readonly legend?: Legend;
  /** Name of the horizontal axis. */
  readonly label?: string;
  /** Space left of the plot area, for the numbers of the vertical axis. */
  readonly left?: number;
  /** Space right of the plot area. */
  readonly right?: number;
  readonly theme: Theme;
}

/** Content of a plot area. The scales map to the box. */
export interface Plot {
  readonly x: Axis;
  readonly y: Axis;
  /** Drawn upon the grid. */
  readonly fixed?: Svg;
  /** Drawn upon all that is fixed. */
  readonly moving: Svg;
}

/** Usual space left of a plot area. */
const gutter = 40;
const [titleSize, legendSize, tickSize] = [13, 12, 11];
const legendLine = 17;

/** Draws a panel: its words, its axes and grid, and the plot, which is given the rectangle that is left for it. */
export function panel(options: PanelOptions, plot: (box: Box) => Plot): Layers {
  const { place, title, legend = [], label, left = gutter, right = 0, theme } = options;
  const lines = legendLines(title, legend, place.width);
  const above = 27 + legendLine * (lines.isBelow ? lines.rows.length : 0);
  const box = {
    x: place.x + left,
    y: place.y + above,
    width: place.width - left - right,
    height: Math.max(20, place.height - above - (label === undefined ? 24 : 40)),
  };
  const { x, y, fixed = '', moving } = plot(box);
  const base = box.y + box.height;
  return {
    fixed: group(
      {},
      text(place.x, place.y + 13, title, { fill: theme.text, 'font-weight': 600, 'font-size': titleSize }),
      legendWords(place, lines),
      gridLines(box, y, theme),
      fixed,
      element('path', { d: `M${round(box.x)} ${round(base)}h${round(box.width)}`, stroke: theme.muted }),
      group({ fill: theme.muted, 'font-size': tickSize }, ...xWords(box, place, x), ...yWords(box, y)),
      label === undefined
        ? ''
        : text(box.x + box.width / 2, base + 33, label, {
            fill: theme.muted,
            'font-size': tickSize,
            'text-anchor': 'middle',
          }),
    ),
    moving,
  };
}

interface LegendLines {
  readonly isBelow: boolean;
  readonly rows: readonly Legend[];
}

const between = '\u00a0\u00a0\u00a0';

/** Puts a legend on the title's line where there is room, else on lines of its own. */
function legendLines(title: string, legend: Legend, width: number): LegendLines {
  const widthOf = (entries: Legend) => textWidth(entries.map(([name]) => name).join(between), legendSize);
  if (legend.length === 0) return { isBelow: false, rows: [] };
  if (textWidth(title, titleSize) + 16 + widthOf(legend) <= width) return { isBelow: false, rows: [legend] };
  const rows: Legend[] = [[]];
  for (const entry of legend) {
    const longer = [...rows[rows.length - 1], entry];
    if (longer.length === 1 || widthOf(longer) <= width) rows[rows.length - 1] = longer;
    else rows.push([entry]);
  }
  return { isBelow: true, rows };
}

/** The names in their colours, each line one text: their widths need not be known exactly. */
function legendWords({ x, y, width }: Box, { isBelow, rows }: LegendLines): Svg {
  return rows
    .map((row, i) => {
      const words = row.map(([name, fill]) => element('tspan', { fill }, escapeText(name))).join(between);
      const style = { 'font-size': legendSize, 'font-weight': 600 };
      return isBelow
        ? element('text', { x, y: y + 13 + legendLine * (i + 1), ...style }, words)
        : element('text', { x: x + width, y: y + 13, 'text-anchor': 'end', ...style }, words);
    })
    .join('');
}

/** A number at the right end of a panel's title. */
export const figureOf = (words: string, { x, y, width }: Box, fill: string): Svg =>
  text(x + width, y + 13, words, { fill, 'font-size': legendSize, 'font-weight': 600, 'text-anchor': 'end' });

const ticksOf = ({ scale, ticks }: Axis): readonly number[] => ticks ?? scale.ticks(5);

const formatOf = ({ scale, format }: Axis): ((value: number) => string) => format ?? scale.tickFormat(5);

function gridLines({ x, width }: Box, axis: Axis, theme: Theme): Svg {
  const d = ticksOf(axis).map((value) => `M${round(x)} ${round(axis.scale(value))}h${round(width)}`);
  return d.length > 0 ? element('path', { d: d.join(''), stroke: theme.grid }) : '';
}

/** A label may reach this far beyond its panel: less than any margin. */
const reach = 12;

/** The labels of the horizontal axis, as many as have room, and none beyond the panel. */
function xWords(box: Box, place: Box, axis: Axis): Svg[] {
  const format = formatOf(axis);
  const end = place.x + place.width + reach;
  const labels = ticksOf(axis).map((value) => {
    const words = format(value);
    const width = textWidth(words, tickSize);
    return { words, width, middle: Math.min(axis.scale(value), end - width / 2) };
  });
  return spaced(labels).map(({ middle, words }) =>
    text(middle, box.y + box.height + 16, words, { 'text-anchor': 'middle' }),
  );
}

/** Every label, or every second, third ... one, so that neighbours do not touch. */
function spaced<Label extends { readonly middle: number; readonly width: number }>(labels: readonly Label[]): Label[] {
  for (let every = 1; every < labels.length; every++) {
    const kept = labels.filter((_, i) => i % every === 0);
    const isFree = (label: Label, i: number) =>
      i === 0 || label.middle - kept[i - 1].middle >= (label.width + kept[i - 1].width) / 2 + 6;
    if (kept.every(isFree)) return kept;
  }
  return labels.slice(0, 1);
}

/** The labels of the vertical axis: every second, third ... one where they are too close. */
function yWords(box: Box, axis: Axis): Svg[] {
  const format = formatOf(axis);
  const labels = ticksOf(axis).map((value) => ({ middle: -axis.scale(value), width: tickSize - 5, value }));
  return spaced(labels).map(({ middle, value }) =>
    text(box.x - 8, 4 - middle, format(value), { 'text-anchor': 'end' }),
  );
}
