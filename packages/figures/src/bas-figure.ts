import type { BasFrame } from '@hyperprior/experiments';
import { empiricalCdf } from './empirical-cdf.ts';
import { type FigureOptions, figureWidth } from './figure-options.ts';
import { head } from './head.ts';
import { expectedHistogram, histogram, histogramTop } from './histogram.ts';
import { histogramBars } from './histogram-bars.ts';
import type { Layers } from './layers.ts';
import { layOut, naturalWidth } from './layout.ts';
import { belowLimit, dots, linePath, rug } from './marks.ts';
import { page } from './page.ts';
import { type Box, panel } from './panel.ts';
import { readable } from './readable.ts';
import { across, decades, powerOfTen, powers, upwards, upwardsLog } from './scales.ts';
import type { Svg } from './svg.ts';
import { type Theme, themes } from './theme.ts';

const bins = 40;

/**
 * One frame of a Batch-Shaping run: the batch's empirical cdf against the prior's, its histogram against the density,
 * the points themselves, and the loss so far. The axes are those of the whole run, so that frames make an animation.
 */
export function basFigure(frame: BasFrame, options: FigureOptions = {}): Svg {
  const theme = themes[options.theme ?? 'light'];
  const width = figureWidth('basFigure', options.width, naturalWidth);
  const title = options.title ?? `A batch takes the shape of ${frame.target.label}`;
  const top = head({ title, status: progress(frame) }, width, theme);
  const { layers, bottom } = layOut(
    [
      {
        share: 528,
        slots: [
          { height: 328, draw: (place) => cdfPanel(frame, place, theme) },
          { height: 151, draw: (place) => pointsPanel(frame, place, theme) },
        ],
      },
      {
        share: 296,
        slots: [
          { height: 219, draw: (place) => densityPanel(frame, place, theme) },
          { height: 260, draw: (place) => lossPanel(frame, place, theme) },
        ],
      },
    ],
    { width, top: top.bottom },
  );
  return page({ width, height: bottom, theme, title }, top.layers, ...layers);
}

const progress = ({ step, steps, loss, points }: BasFrame): string =>
  `${points.length} point${points.length === 1 ? '' : 's'}, step ${step + 1} of ${steps}, loss ${readable(loss)}`;

const named = (theme: Theme): [string, string][] => [
  ['batch', theme.data],
  ['prior', theme.target],
];

function cdfPanel({ points, target }: BasFrame, place: Box, theme: Theme): Layers {
  return panel({ place, title: 'Cumulative distribution', legend: named(theme), theme }, (box) => {
    const [x, y] = [across(target.domain, box).clamp(true), upwards([0, 1], box)];
    const { at, share } = empiricalCdf(points, target.domain);
    return {
      x: { scale: x },
      y: { scale: y },
      fixed: linePath(target.x, target.cdf, x, y, { stroke: theme.targetSoft, width: 6 }),
      moving:
        linePath(at, share, x, y, { stroke: theme.data, steps: true }) +
        rug(points, x, box.y + box.height - 8, 8, theme.data),
    };
  });
}

function densityPanel({ points, target }: BasFrame, place: Box, theme: Theme): Layers {
  return panel({ place, title: 'Histogram and density', legend: named(theme), theme }, (box) => {
    const top = histogramTop(expectedHistogram(target, target.domain, bins));
    const [x, y] = [across(target.domain, box), upwards([0, top], box)];
    const density = belowLimit(target.x, target.pdf, top);
    return {
      x: { scale: x, ticks: x.ticks(4) },
      y: { scale: y, ticks: y.ticks(4) },
      moving:
        histogramBars(histogram(points, target.domain, bins), target.domain, { box, x, y, theme }) +
        linePath(density.x, density.y, x, y, { stroke: theme.target }),
    };
  });
}

function pointsPanel({ points, target }: BasFrame, place: Box, theme: Theme): Layers {
  return panel({ place, title: 'The points, each on its own line', label: 'value', theme }, (box) => {
    const [x, y] = [across(target.domain, box).clamp(true), upwards([-1, points.length], box)];
    const order = Float64Array.from(points, (_, i) => i);
    return {
      x: { scale: x },
      y: { scale: y, ticks: [] },
      moving: dots(points, order, x, y, { fill: theme.data, radius: 1.6, opacity: 0.75 }),
    };
  });
}

function lossPanel({ losses, steps }: BasFrame, place: Box, theme: Theme): Layers {
  return panel({ place, title: 'Loss', label: 'step', theme }, (box) => {
    const x = across([1, Math.max(2, steps)], box);
    const domain = decades(losses);
    const y = upwardsLog(domain, box);
    const at = Float64Array.from(losses, (_, i) => i + 1);
    return {
      x: { scale: x, ticks: x.ticks(5).filter(Number.isInteger) },
      y: { scale: y, ticks: powers(domain), format: powerOfTen },
      moving:
        linePath(at, losses, x, y, { stroke: theme.data }) +
        dots(at.slice(-1), losses.slice(-1), x, y, { fill: theme.data, radius: 4 }),
    };
  });
}
