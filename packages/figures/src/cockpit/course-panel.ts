import type { Layers } from '../layers.ts';
import { area, dots, linePath } from '../marks.ts';
import { type Box, type Legend, panel } from '../panel.ts';
import { across, decades, powerOfTen, powers, upwards, upwardsLog } from '../scales.ts';
import type { Svg } from '../svg.ts';
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

/** The steps from the first to the last one, across a box. */
export function stepAxis([first, last]: Steps, box: Box) {
  const scale = across([first, Math.max(first + 1, last)], box);
  return { scale, ticks: scale.ticks(4).filter(Number.isInteger), format: compact };
}

/** Content of a panel of courses. */
interface Courses {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly steps: Steps;
  /** Whether the panel is the last of its column, which names the steps. */
  readonly isLowest: boolean;
}

/** What was measured of a run, step by step: on a logarithmic scale where the values span decades. */
export function coursePanel({ title, lines, steps, isLowest }: Courses, place: Box, theme: Theme): Layers {
  const [{ course, name }] = lines;
  const legend: Legend =
    name === undefined
      ? [[`latest ${compact(lastOf(course))}`, theme.data]]
      : lines.map((line) => [line.name ?? '', theme[line.colour]]);
  const isLong = lines.some((line) => line.course.steps.length > mostSteps(place.width));
  const words = isLong ? `${title}, median and range` : title;
  return panel({ place, title: words, legend, ...(isLowest && { label: 'step' }), theme }, (box) => {
    const x = stepAxis(steps, box);
    const y = valueAxis(
      lines.map((line) => line.course.values),
      box,
    );
    const limit = mostSteps(place.width);
    return { x, y, moving: lines.map((line) => drawn(line, x.scale, y.scale, limit, theme)).join('') };
  });
}

/** How many steps are drawn one by one in a panel of a width. */
const mostSteps = (width: number): number => 2 * Math.round(width);

const lastOf = ({ values }: Course): number => values[values.length - 1];

/** Each value where there is room for all; else, for each pixel or two, the median, and a band from least to most. */
function drawn({ course, colour }: Line, x: Scale, y: Scale, limit: number, theme: Theme): Svg {
  const stroke = theme[colour];
  if (course.steps.length <= limit)
    return (
      linePath(course.steps, course.values, x, y, { stroke, width: 1.5 }) +
      dots(course.steps.slice(-1), course.values.slice(-1), x, y, { fill: stroke, radius: 3 })
    );
  const { steps, quantiles } = grouped(course, Math.round(limit / 4), [0, 0.5, 1]);
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
