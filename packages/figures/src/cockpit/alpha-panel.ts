import { alphaDomain, landmarks, landmarkText } from '../alpha-axis.ts';
import { alphasBeyond, countsBeyond } from '../beyond.ts';
import type { Layers } from '../layers.ts';
import { area, dots, linePath } from '../marks.ts';
import { type Box, type Legend, panel } from '../panel.ts';
import { upwards } from '../scales.ts';
import type { Svg } from '../svg.ts';
import type { Theme } from '../theme.ts';
import type { Course } from './course.ts';
import { type Steps, stepAxis } from './course-panel.ts';
import { grouped } from './groups.ts';

/** More dots than these are drawn as bands. */
const mostDots = 1000;

/** Alpha step by step, each a dot, or the bands that most of them lie in, with the running median. */
export function alphaPanel(course: Course, steps: Steps, isLowest: boolean, place: Box, theme: Theme): Layers {
  const isLong = course.steps.length > mostDots;
  const legend: Legend = [
    [isLong ? 'half and 90 % of the steps' : 'each step', theme.data],
    ['running median', theme.target],
  ];
  return panel({ place, title: 'Alpha', legend, ...(isLowest && { label: 'step' }), theme }, (box) => {
    const axis = stepAxis(steps, box);
    const [x, y] = [axis.scale, upwards(alphaDomain, box).clamp(true)];
    const parts = Math.max(1, Math.min(80, Math.round(course.steps.length / 10)));
    const groups = grouped(course, parts, [0.05, 0.25, 0.5, 0.75, 0.95]);
    const [least, less, median, more, most] = groups.quantiles;
    const band = (from: Float64Array, to: Float64Array, opacity: number): Svg =>
      area(groups.steps, from, to, x, y, { fill: theme.data, opacity });
    const within = course.values.map((alpha) => (pinned(alpha) === alpha ? alpha : Number.NaN));
    return {
      x: axis,
      y: { scale: y, ticks: landmarks, format: landmarkText },
      moving:
        (isLong
          ? band(least, most, 0.25) + band(less, more, 0.35)
          : dots(course.steps, within, x, y, { fill: theme.data, radius: 1.75, opacity: 0.5 })) +
        linePath(groups.steps, median, x, y, { stroke: theme.target }) +
        (isLong ? countsBeyond(course.values, box, theme) : alphasBeyond(course.steps, course.values, x, box, theme)),
    };
  });
}

/** Those beyond the axis stand at its ends. */
export const pinned = (alpha: number): number => Math.max(alphaDomain[0], Math.min(alphaDomain[1], alpha));
