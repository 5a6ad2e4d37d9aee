import type { BasFrame } from '@hyperprior/experiments';
import { scaleLinear, scaleLog } from 'd3-scale';
import { expectedHistogram, histogram } from './histogram.ts';
import { legend } from './legend.ts';
import { bars, dots, linePath, rug } from './marks.ts';
import { page } from './page.ts';
import { type Box, clipped, panel } from './panel.ts';
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
  cdf: { x: 62, y: 96, width: 500, height: 296 },
  points: { x: 62, y: 470, width: 500, height: 76 },
  density: { x: 632, y: 96, width: 258, height: 180 },
  loss: { x: 632, y: 350, width: 258, height: 196 },
} satisfies Record<string, Box>;

/**
 * One frame of a Batch-Shaping run: the batch's empirical cdf against the prior's, its histogram against the density,
 * the points themselves, and the loss so far. The axes are those of the whole run, so that frames make an animation.
 */
export function basFigure(frame: BasFrame, { theme: name = 'light', title }: FigureOptions = {}): Svg {
  const theme = themes[name];
  const heading = title ?? `A batch takes the shape of ${frame.target.label}`;
  return page(
    width,
    height,
    theme,
    `${heading}, step ${frame.step + 1} of ${frame.steps}`,
    text(24, 38, heading, { fill: theme.text, 'font-size': 18, 'font-weight': 600 }),
    text(width - 30, 38, progress(frame), { fill: theme.muted, 'font-size': 13, 'text-anchor': 'end' }),
    cdfPanel(frame, theme),
    densityPanel(frame, theme),
    pointsPanel(frame, theme),
    lossPanel(frame, theme),
  );
}

const progress = ({ step, steps, loss }: BasFrame): string =>
  `step ${step + 1} of ${steps}   loss ${Number.isFinite(loss) ? loss.toExponential(2) : String(loss)}`;

const across = (domain: readonly [number, number], { x, width: length }: Box) =>
  scaleLinear()
    .domain(domain)
    .range([x, x + length]);

const upwards = (domain: readonly [number, number], { y, height: length }: Box) =>
  scaleLinear()
    .domain(domain)
    .range([y + length, y]);

function cdfPanel({ points, target }: BasFrame, theme: Theme): Svg {
  const box = boxes.cdf;
  const [x, y] = [across(target.domain, box), upwards([0, 1], box)];
  const sorted = Float32Array.from(points).sort();
  const ranks = Float64Array.from(sorted, (_, i) => (i + 1) / (sorted.length + 1));
  return panel(
    {
      box,
      title: 'Cumulative distribution',
      x: { scale: x, label: 'value' },
      y: { scale: y, label: 'share below' },
      theme,
    },
    linePath(sorted, ranks, x, y, { stroke: theme.data, width: 2.5, steps: true }),
    linePath(target.x, target.cdf, x, y, { stroke: theme.target }),
    rug(points, x, box.y + box.height - 7, 7, theme.data),
    legend(
      box.x + 14,
      box.y + 14,
      [
        ['the batch', theme.data],
        ['the prior', theme.target],
      ],
      theme,
    ),
  );
}

function densityPanel({ points, target }: BasFrame, theme: Theme): Svg {
  const box = boxes.density;
  const expected = expectedHistogram(target, target.domain, bins);
  const top = 1.3 * Math.max(...expected);
  const [x, y] = [across(target.domain, box), upwards([0, top], box)];
  const capped = (value: number) => y(Math.min(value, 2 * top));
  return panel(
    { box, title: 'Histogram', x: { scale: x, ticks: x.ticks(3) }, y: { scale: y, ticks: y.ticks(4) }, theme },
    clipped(
      'density',
      box,
      bars(histogram(points, target.domain, bins), target.domain, x, capped, theme.dataSoft),
      linePath(target.x, target.pdf, x, capped, { stroke: theme.target }),
    ),
  );
}

function pointsPanel({ points, target }: BasFrame, theme: Theme): Svg {
  const box = boxes.points;
  const x = across(target.domain, box);
  const y = upwards([0, points.length], box);
  const order = Float64Array.from(points, (_, i) => i + 0.5);
  return panel(
    { box, title: 'The points', x: { scale: x, label: 'value' }, y: { scale: y, ticks: [] }, theme },
    dots(points, order, x, y, { fill: theme.data, radius: 1.5, opacity: 0.7 }),
  );
}

function lossPanel({ losses, steps }: BasFrame, theme: Theme): Svg {
  const box = boxes.loss;
  const x = across([1, Math.max(2, steps)], box);
  const [low, high] = decades(losses);
  const y = scaleLog()
    .domain([low, high])
    .range([box.y + box.height, box.y]);
  const ticks = powers(low, high);
  const at = Float64Array.from(losses, (_, i) => i + 1);
  return panel(
    {
      box,
      title: 'Loss',
      x: { scale: x, label: 'step', ticks: x.ticks(4) },
      y: { scale: y, ticks, format: (value) => `1e${Math.round(Math.log10(value))}` },
      theme,
    },
    linePath(at, losses, x, y, { stroke: theme.data }),
    dots(
      at.slice(-1),
      losses.slice(-1).map((loss) => (loss > 0 ? loss : Number.NaN)),
      x,
      y,
      { fill: theme.data, radius: 3.5 },
    ),
  );
}

/** Whole decades around the losses so far, at least two below the first: a run only ever adds decades below. */
function decades(losses: Float64Array): [number, number] {
  const positive = losses.filter((loss) => loss > 0 && Number.isFinite(loss));
  if (positive.length === 0) return [1e-3, 1];
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const top = Math.floor(Math.log10(most)) + 1;
  return [10 ** Math.min(Math.floor(Math.log10(least)), top - 3), 10 ** top];
}

/** At most six powers of ten between the bounds. */
function powers(low: number, high: number): number[] {
  const [first, last] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  const every = Math.ceil((last - first) / 6);
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => 10 ** (first + i * every));
}
