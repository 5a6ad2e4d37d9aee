import type { BasFrame } from '@hyperprior/experiments';
import { empiricalCdf } from './empirical-cdf.ts';
import { heading } from './heading.ts';
import { expectedHistogram, histogram, histogramTop } from './histogram.ts';
import { histogramBars } from './histogram-bars.ts';
import type { Layers } from './layers.ts';
import { belowLimit, dots, linePath, rug } from './marks.ts';
import { page } from './page.ts';
import { type Box, panel } from './panel.ts';
import { readable } from './readable.ts';
import { across, decades, powerOfTen, powers, upwards, upwardsLog } from './scales.ts';
import { type Svg, text } from './svg.ts';
import { type Theme, type ThemeName, themes } from './theme.ts';

/** How a picture looks. */
export interface FigureOptions {
  readonly theme?: ThemeName;
  readonly title?: string;
}

const [width, height] = [920, 600];
const bins = 40;

const boxes = {
  cdf: { x: 64, y: 112, width: 488, height: 276 },
  points: { x: 64, y: 466, width: 488, height: 84 },
  density: { x: 640, y: 112, width: 256, height: 168 },
  loss: { x: 640, y: 358, width: 256, height: 192 },
} satisfies Record<string, Box>;

/**
 * One frame of a Batch-Shaping run: the batch's empirical cdf against the prior's, its histogram against the density,
 * the points themselves, and the loss so far. The axes are those of the whole run, so that frames make an animation.
 */
export function basFigure(frame: BasFrame, { theme: name = 'light', title }: FigureOptions = {}): Svg {
  const theme = themes[name];
  const words = title ?? `A batch takes the shape of ${frame.target.label}`;
  return page(
    { width, height, theme, title: words },
    {
      fixed: heading(words, width, theme),
      moving: text(24, 60, progress(frame), { fill: theme.muted, 'font-size': 13 }),
    },
    cdfPanel(frame, theme),
    densityPanel(frame, theme),
    pointsPanel(frame, theme),
    lossPanel(frame, theme),
  );
}

const progress = ({ step, steps, loss, points }: BasFrame): string =>
  `${points.length} point${points.length === 1 ? '' : 's'}, step ${step + 1} of ${steps}, loss ${readable(loss)}`;

const named = (theme: Theme): [string, string][] => [
  ['batch', theme.data],
  ['prior', theme.target],
];

function cdfPanel({ points, target }: BasFrame, theme: Theme): Layers {
  const box = boxes.cdf;
  const [x, y] = [across(target.domain, box).clamp(true), upwards([0, 1], box)];
  const { at, share } = empiricalCdf(points, target.domain);
  return panel(
    {
      box,
      title: 'Cumulative distribution',
      legend: named(theme),
      x: { scale: x },
      y: { scale: y },
      theme,
    },
    {
      fixed: linePath(target.x, target.cdf, x, y, { stroke: theme.targetSoft, width: 6 }),
      moving:
        linePath(at, share, x, y, { stroke: theme.data, steps: true }) +
        rug(points, x, box.y + box.height - 8, 8, theme.data),
    },
  );
}

function densityPanel({ points, target }: BasFrame, theme: Theme): Layers {
  const box = boxes.density;
  const top = histogramTop(expectedHistogram(target, target.domain, bins));
  const [x, y] = [across(target.domain, box), upwards([0, top], box)];
  const density = belowLimit(target.x, target.pdf, top);
  return panel(
    {
      box,
      title: 'Histogram and density',
      legend: named(theme),
      x: { scale: x, ticks: x.ticks(4) },
      y: { scale: y, ticks: y.ticks(4) },
      theme,
    },
    {
      fixed: '',
      moving:
        histogramBars(histogram(points, target.domain, bins), target.domain, { box, x, y, theme }) +
        linePath(density.x, density.y, x, y, { stroke: theme.target }),
    },
  );
}

function pointsPanel({ points, target }: BasFrame, theme: Theme): Layers {
  const box = boxes.points;
  const x = across(target.domain, box).clamp(true);
  const y = upwards([-1, points.length], box);
  const order = Float64Array.from(points, (_, i) => i);
  return panel(
    {
      box,
      title: 'The points, each on its own line',
      x: { scale: x, label: 'value' },
      y: { scale: y, ticks: [] },
      theme,
    },
    { fixed: '', moving: dots(points, order, x, y, { fill: theme.data, radius: 1.6, opacity: 0.75 }) },
  );
}

function lossPanel({ losses, steps }: BasFrame, theme: Theme): Layers {
  const box = boxes.loss;
  const x = across([1, Math.max(2, steps)], box);
  const domain = decades(losses);
  const y = upwardsLog(domain, box);
  const at = Float64Array.from(losses, (_, i) => i + 1);
  return panel(
    {
      box,
      title: 'Loss',
      x: { scale: x, label: 'step', ticks: x.ticks(5).filter(Number.isInteger) },
      y: { scale: y, ticks: powers(domain), format: powerOfTen },
      theme,
    },
    {
      fixed: '',
      moving:
        linePath(at, losses, x, y, { stroke: theme.data }) +
        dots(at.slice(-1), losses.slice(-1), x, y, { fill: theme.data, radius: 4 }),
    },
  );
}
