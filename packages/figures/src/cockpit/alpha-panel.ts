import { alphaDomain, landmarks, landmarkText } from '../alpha-axis.ts';
import type { Layers } from '../layers.ts';
import { area, dots, linePath } from '../marks.ts';
import { type Box, panel } from '../panel.ts';
import { upwards } from '../scales.ts';
import type { Svg } from '../svg.ts';
import type { Theme } from '../theme.ts';
import type { Course } from './course.ts';
import type { StepAxis } from './course-panel.ts';
import { grouped } from './groups.ts';

/** More dots than these are drawn as bands. */
const mostDots = 1000;

/** Alpha step by step, each a dot, or the bands that most of them lie in, with the running median. */
export function alphaPanel(course: Course, axis: StepAxis, box: Box, theme: Theme): Layers {
  const x = axis.scale;
  const y = upwards(alphaDomain, box).clamp(true);
  const count = course.steps.length;
  const groups = grouped(course, Math.max(1, Math.min(80, Math.round(count / 10))), [0.05, 0.25, 0.5, 0.75, 0.95]);
  const [least, less, median, more, most] = groups.quantiles;
  const band = (from: Float64Array, to: Float64Array, opacity: number): Svg =>
    area(groups.steps, from, to, x, y, { fill: theme.data, opacity });
  const isLong = count > mostDots;
  return panel(
    {
      box,
      title: 'Alpha',
      legend: [
        [isLong ? 'half and 90 % of them' : 'each step', theme.data],
        ['running median', theme.target],
      ],
      x: axis,
      y: { scale: y, ticks: landmarks, format: landmarkText },
      theme,
    },
    {
      fixed: '',
      moving:
        (isLong
          ? band(least, most, 0.25) + band(less, more, 0.35)
          : dots(course.steps, course.values.map(pinned), x, y, { fill: theme.data, radius: 1.75, opacity: 0.5 })) +
        linePath(groups.steps, median, x, y, { stroke: theme.target }),
    },
  );
}

/** Those beyond the axis stand at its ends. */
export const pinned = (alpha: number): number => Math.max(alphaDomain[0], Math.min(alphaDomain[1], alpha));
