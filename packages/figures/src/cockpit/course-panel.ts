import type { Layers } from '../layers.ts';
import { area, dots, linePath } from '../marks.ts';
import { type Box, panel } from '../panel.ts';
import { across, decades, powerOfTen, powers, upwards, upwardsLog } from '../scales.ts';
import { type Svg, text } from '../svg.ts';
import type { Theme } from '../theme.ts';
import { compact } from './compact.ts';
import type { Course } from './course.ts';
import { grouped } from './groups.ts';

/** A course as it is drawn. */
export interface Line {
  /** What tells it from others in its panel. */
  readonly name?: string;
  readonly course: Course;
  readonly colour: 'data' | 'target' | 'second';
}

/** The steps that all panels of a figure reach over. */
export type Steps = readonly [first: number, last: number];

type Scale = ReturnType<typeof across | typeof upwardsLog>;

/** The steps below a panel. */
export type StepAxis = ReturnType<typeof stepAxis>;

/** From the first step to the last one; their name stands once a column. */
export function stepAxis([first, last]: Steps, box: Box, isLowest: boolean) {
  const scale = across([first, Math.max(first + 1, last)], box);
  const ticks = scale.ticks(4).filter(Number.isInteger);
  return { scale, ticks, format: compact, ...(isLowest && { label: 'step' }) };
}

/** What was measured of a run, step by step: on a logarithmic scale where the values span decades. */
export function coursePanel(title: string, lines: readonly Line[], x: StepAxis, box: Box, theme: Theme): Layers {
  const y = valueAxis(
    lines.map(({ course }) => course.values),
    box,
  );
  const [{ course, name }] = lines;
  return panel(
    {
      box,
      title,
      legend: name === undefined ? [] : lines.map((line) => [line.name ?? '', theme[line.colour]]),
      x,
      y,
      theme,
    },
    {
      fixed: '',
      moving:
        lines.map((line) => drawn(line, x.scale, y.scale, box, theme)).join('') +
        (name === undefined ? figureOf(compact(lastOf(course)), box, theme.data) : ''),
    },
  );
}

/** A number at the right end of a panel's title. */
const figureOf = (words: string, { x, y, width }: Box, fill: string): Svg =>
  text(x + width, y - 14, words, { fill, 'font-size': 12, 'font-weight': 600, 'text-anchor': 'end' });

const lastOf = ({ values }: Course): number => values[values.length - 1];

/** Each value where there is room for all; else, for each pixel or two, the median, and a band from least to most. */
function drawn({ course, colour }: Line, x: Scale, y: Scale, box: Box, theme: Theme): Svg {
  const stroke = theme[colour];
  const parts = Math.round(box.width / 2);
  if (course.steps.length <= 4 * parts)
    return (
      linePath(course.steps, course.values, x, y, { stroke, width: 1.5 }) +
      dots(course.steps.slice(-1), course.values.slice(-1), x, y, { fill: stroke, radius: 3 })
    );
  const { steps, quantiles } = grouped(course, parts, [0, 0.5, 1]);
  const [least, median, most] = quantiles;
  return (
    area(steps, least, most, x, y, { fill: stroke, opacity: 0.25 }) +
    linePath(steps, median, x, y, { stroke, width: 1.5 })
  );
}

/** From here on a logarithmic scale shows more. */
const wide = 30;

function valueAxis(series: readonly Float64Array[], box: Box) {
  const [low, high] = extent(series);
  if (low >= 0 && high > wide * leastPositive(series)) {
    const domain = decades(...series);
    return { scale: upwardsLog(domain, box), ticks: powers(domain), format: powerOfTen };
  }
  const from = low > 0 && 2 * low < high ? 0 : low;
  const room = high > from ? 0 : Math.abs(high) / 10 || 1;
  const scale = upwards([from - room, high + room], box).nice(4);
  return { scale, ticks: scale.ticks(4), format: compact };
}

/** The least and the greatest of the finite values. */
function extent(series: readonly Float64Array[]): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of series)
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  return [low, high];
}

/** The least value that has its place on a logarithmic scale. */
const leastPositive = (series: readonly Float64Array[]): number =>
  extent(series.map((values) => values.filter((value) => value > 0)))[0];
