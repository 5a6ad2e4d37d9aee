import type { GbasDimension, GbasFrame } from '@hyperprior/experiments';
import type { FigureOptions } from './bas-figure.ts';
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
import { type Theme, themes } from './theme.ts';

const [width, height] = [920, 600];
const bins = 20;
const unit = [0, 1] as const;

const boxes = {
  means: { x: 640, y: 112, width: 256, height: 192 },
  loss: { x: 640, y: 382, width: 256, height: 168 },
} satisfies Record<string, Box>;

/** Where the dimensions stand: two columns. */
const small = { x: 64, y: 112, width: 208, height: 112, across: 280, down: 163 };

/**
 * One frame of a generalized Batch-Shaping run: the empirical cdfs of some dimensions against their learned priors', the
 * means of all priors against the hyperprior, and the losses so far. The axes are those of the whole run, so that frames
 * make an animation.
 */
export function gbasFigure(frame: GbasFrame, { theme: name = 'light', title }: FigureOptions = {}): Svg {
  const theme = themes[name];
  const words = title ?? `Each dimension finds its prior, and all means follow ${frame.hyperprior.label}`;
  return page(
    { width, height, theme, title: words },
    {
      fixed: heading(words, width, theme),
      moving: text(24, 60, progress(frame), { fill: theme.muted, 'font-size': 13 }),
    },
    ...frame.dimensions.map((dimension, place) => dimensionPanel(dimension, place, frame, theme)),
    meansPanel(frame, theme),
    lossPanel(frame, theme),
  );
}

function progress({ step, steps, loss, means, dimensions, family }: GbasFrame): string {
  const size = `${counted(means.length, 'dimension')} of ${counted(dimensions[0].points.length, 'point')}`;
  return `${size}, ${family} priors, step ${step + 1} of ${steps}, loss ${readable(loss)}`;
}

const counted = (count: number, name: string) => `${count} ${name}${count === 1 ? '' : 's'}`;

/** A dimension's points, drawn as they are spread: its mean stands in the title. */
function dimensionPanel({ index, points, cdf }: GbasDimension, place: number, frame: GbasFrame, theme: Theme): Layers {
  const box: Box = {
    ...small,
    x: small.x + small.across * (place % 2),
    y: small.y + small.down * Math.floor(place / 2),
  };
  const [x, y] = [across(unit, box).clamp(true), upwards(unit, box)];
  const { at, share } = empiricalCdf(points, unit);
  const named: readonly [string, string][] = [
    ['points', theme.data],
    ['learned prior', theme.target],
  ];
  return panel(
    {
      box,
      title: `Dimension ${index + 1}`,
      legend: place === Math.min(1, frame.dimensions.length - 1) ? named : [],
      x: { scale: x, ticks: [0, 0.5, 1] },
      y: { scale: y, ticks: [0, 0.5, 1] },
      theme,
    },
    {
      fixed: '',
      moving:
        linePath(frame.x, cdf, x, y, { stroke: theme.targetSoft, width: 5 }) +
        linePath(at, share, x, y, { stroke: theme.data, steps: true }) +
        rug(points, x, box.y + box.height - 6, 6, theme.data),
    },
  );
}

function meansPanel({ x: grid, means, hyperprior }: GbasFrame, theme: Theme): Layers {
  const box = boxes.means;
  const target = { x: grid, cdf: hyperprior.cdf };
  const top = 1.6 * histogramTop(expectedHistogram(target, unit, bins));
  const [x, y] = [across(unit, box), upwards([0, top], box)];
  const density = belowLimit(grid, hyperprior.pdf, top);
  return panel(
    {
      box,
      title: 'Means of the priors',
      legend: [
        ['means', theme.data],
        ['hyperprior', theme.target],
      ],
      x: { scale: x, ticks: x.ticks(4), label: 'mean' },
      y: { scale: y, ticks: y.ticks(4) },
      theme,
    },
    {
      fixed: '',
      moving:
        histogramBars(histogram(means, unit, bins), unit, { box, x, y, theme }) +
        linePath(density.x, density.y, x, y, { stroke: theme.target }) +
        rug(means, x, box.y + box.height - 8, 8, theme.data),
    },
  );
}

function lossPanel({ losses, steps }: GbasFrame, theme: Theme): Layers {
  const box = boxes.loss;
  const x = across([1, Math.max(2, steps)], box);
  const domain = decades(losses.prior, losses.hyperprior);
  const y = upwardsLog(domain, box);
  const at = Float64Array.from(losses.prior, (_, i) => i + 1);
  const line = (values: Float64Array, colour: string) =>
    linePath(at, values, x, y, { stroke: colour }) +
    dots(at.slice(-1), values.slice(-1), x, y, { fill: colour, radius: 4 });
  return panel(
    {
      box,
      title: 'Losses',
      legend: [
        ['priors', theme.data],
        ['hyperprior', theme.target],
      ],
      x: { scale: x, label: 'step', ticks: x.ticks(5).filter(Number.isInteger) },
      y: { scale: y, ticks: powers(domain), format: powerOfTen },
      theme,
    },
    { fixed: '', moving: line(losses.prior, theme.data) + line(losses.hyperprior, theme.target) },
  );
}
