import type { GbasDimension, GbasFrame } from '@hyperprior/experiments';
import { empiricalCdf } from './empirical-cdf.ts';
import { type FigureOptions, figureWidth } from './figure-options.ts';
import { head } from './head.ts';
import { expectedHistogram, histogram, histogramTop } from './histogram.ts';
import { histogramBars } from './histogram-bars.ts';
import { type Layers, stack } from './layers.ts';
import { layOut, naturalWidth } from './layout.ts';
import { belowLimit, dots, linePath, rug } from './marks.ts';
import { page } from './page.ts';
import { type Box, type Legend, panel } from './panel.ts';
import { readable } from './readable.ts';
import { across, decades, powerOfTen, powers, upwards, upwardsLog } from './scales.ts';
import { element, type Svg } from './svg.ts';
import { type Theme, themes } from './theme.ts';

const bins = 20;
const unit = [0, 1] as const;

/**
 * One frame of a generalized Batch-Shaping run: the empirical cdfs of some dimensions against their learned priors', the
 * means of all priors against the hyperprior, and the losses so far. The axes are those of the whole run, so that frames
 * make an animation.
 */
export function gbasFigure(frame: GbasFrame, options: FigureOptions = {}): Svg {
  const theme = themes[options.theme ?? 'light'];
  const width = figureWidth('gbasFigure', options.width, naturalWidth);
  const title = options.title ?? `Each dimension finds its prior, and all means follow ${frame.hyperprior.label}`;
  const top = head({ title, status: progress(frame), room: 600 }, width, theme);
  const { layers, bottom } = layOut(
    [
      { share: 528, slots: [{ height: 505, draw: (place) => dimensionPanels(frame, place, theme) }] },
      {
        share: 296,
        leads: true,
        slots: [
          { height: 259, draw: (place) => meansPanel(frame, place, theme) },
          { height: 220, draw: (place) => lossPanel(frame, place, theme) },
        ],
      },
    ],
    { width, top: top.bottom },
  );
  return page({ width, height: bottom, theme, title }, top.layers, ...layers);
}

function progress({ step, steps, loss, means, dimensions, family }: GbasFrame): string {
  const size = `${counted(means.length, 'dimension')} of ${counted(dimensions[0].points.length, 'point')}`;
  return `${size}, ${family} priors, step ${step + 1} of ${steps}, loss ${readable(loss)}`;
}

const counted = (count: number, name: string) => `${count} ${name}${count === 1 ? '' : 's'}`;

/** Height of the words above the dimensions, and the space between two of them. */
const [captionHeight, gapAcross, gapDown] = [28, 24, 14];

/** Some dimensions in two columns, below a caption with the names of the colours. */
function dimensionPanels(frame: GbasFrame, place: Box, theme: Theme): Layers {
  const rows = Math.ceil(frame.dimensions.length / 2);
  const width = (place.width - gapAcross) / 2;
  const height = (place.height - captionHeight - (rows - 1) * gapDown) / rows;
  return stack(
    { fixed: caption(frame, place, theme), moving: '' },
    ...frame.dimensions.map((dimension, i) => {
      const x = place.x + (i % 2) * (width + gapAcross);
      const y = place.y + captionHeight + Math.floor(i / 2) * (height + gapDown);
      return dimensionPanel(dimension, frame, { x, y, width, height }, theme);
    }),
  );
}

function caption({ dimensions, means }: GbasFrame, { x, y }: Box, theme: Theme): Svg {
  const shown =
    dimensions.length < means.length ? `${dimensions.length} of ${means.length} dimensions` : 'All dimensions';
  const parts = [
    [`${shown}:`, theme.text],
    ['points', theme.data],
    ['learned prior', theme.target],
  ];
  const words = parts.map(([name, fill]) => element('tspan', { fill }, name)).join('\u00a0\u00a0');
  return element('text', { x, y: y + 13, 'font-size': 13, 'font-weight': 600 }, words);
}

/** A dimension's points and its learned prior, by their cdfs. */
function dimensionPanel({ index, points, cdf }: GbasDimension, frame: GbasFrame, place: Box, theme: Theme): Layers {
  return panel({ place, title: `Dimension ${index + 1}`, left: 32, theme }, (box) => {
    const [x, y] = [across(unit, box).clamp(true), upwards(unit, box)];
    const { at, share } = empiricalCdf(points, unit);
    return {
      x: { scale: x, ticks: [0, 0.5, 1] },
      y: { scale: y, ticks: [0, 0.5, 1] },
      moving:
        linePath(frame.x, cdf, x, y, { stroke: theme.targetSoft, width: 5 }) +
        linePath(at, share, x, y, { stroke: theme.data, steps: true }) +
        rug(points, x, box.y + box.height - 6, 6, theme.data),
    };
  });
}

function meansPanel({ x: grid, means, hyperprior }: GbasFrame, place: Box, theme: Theme): Layers {
  const target = { x: grid, cdf: hyperprior.cdf };
  const top = 1.6 * histogramTop(expectedHistogram(target, unit, bins));
  const legend: Legend = [
    ['means', theme.data],
    ['hyperprior', theme.target],
  ];
  return panel({ place, title: 'Means of the priors', legend, label: 'mean', theme }, (box) => {
    const [x, y] = [across(unit, box), upwards([0, top], box)];
    const density = belowLimit(grid, hyperprior.pdf, top);
    return {
      x: { scale: x, ticks: x.ticks(4) },
      y: { scale: y, ticks: y.ticks(4) },
      moving:
        histogramBars(histogram(means, unit, bins), unit, { box, x, y, theme }) +
        linePath(density.x, density.y, x, y, { stroke: theme.target }) +
        rug(means, x, box.y + box.height - 8, 8, theme.data),
    };
  });
}

function lossPanel({ losses, steps }: GbasFrame, place: Box, theme: Theme): Layers {
  const legend: Legend = [
    ['priors', theme.data],
    ['hyperprior', theme.target],
  ];
  return panel({ place, title: 'Losses', legend, label: 'step', theme }, (box) => {
    const x = across([1, Math.max(2, steps)], box);
    const domain = decades(losses.prior, losses.hyperprior);
    const y = upwardsLog(domain, box);
    const at = Float64Array.from(losses.prior, (_, i) => i + 1);
    const line = (values: Float64Array, colour: string) =>
      linePath(at, values, x, y, { stroke: colour }) +
      dots(at.slice(-1), values.slice(-1), x, y, { fill: colour, radius: 4 });
    return {
      x: { scale: x, ticks: x.ticks(5).filter(Number.isInteger) },
      y: { scale: y, ticks: powers(domain), format: powerOfTen },
      moving: line(losses.prior, theme.data) + line(losses.hyperprior, theme.target),
    };
  });
}
