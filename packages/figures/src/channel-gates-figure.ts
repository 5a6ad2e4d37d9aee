import type { ChannelCurve, ChannelGatesFrame } from '@hyperprior/experiments';
import type { FigureOptions } from './bas-figure.ts';
import { methodColour, mostMultiplications } from './channel-curves.ts';
import { heading } from './heading.ts';
import { layerPanel } from './layer-panel.ts';
import type { Layers } from './layers.ts';
import { dots, linePath } from './marks.ts';
import { page } from './page.ts';
import { type Box, panel } from './panel.ts';
import { sampleTimePanel } from './sample-time-panel.ts';
import { across, upwards, wholePercent } from './scales.ts';
import { type Svg, text } from './svg.ts';
import { type Theme, themes } from './theme.ts';

const [width, height] = [920, 560];

const boxes = {
  curves: { x: 64, y: 112, width: 460, height: 372 },
  layers: { x: 624, y: 112, width: 272, height: 130 },
  time: { x: 624, y: 330, width: 272, height: 154 },
} satisfies Record<string, Box>;

/**
 * One frame of a channel-gates run: accuracy against the share of multiplications for each way of holding the gates,
 * beside how often the gates of the network at hand open, layer by layer, and what a single sample costs in time.
 */
export function channelGatesFigure(
  frame: ChannelGatesFrame,
  { theme: name = 'light', title }: FigureOptions = {},
): Svg {
  const theme = themes[name];
  const words = title ?? 'A convolutional network with gated channels: accuracy against multiplications';
  return page(
    { width, height, theme, title: words },
    {
      fixed: heading(words, width, theme),
      moving: text(24, 60, progress(frame), { fill: theme.muted, 'font-size': 13 }),
    },
    curvesPanel(frame, boxes.curves, theme),
    layerPanel(frame, boxes.layers, theme),
    sampleTimePanel(frame, boxes.time, theme),
    { fixed: notes(theme), moving: '' },
  );
}

function progress({ training, finished, trainings, curves }: ChannelGatesFrame): string {
  const { method, setting, epoch, epochs, validationAccuracy } = training;
  const label = curves.find((curve) => curve.method === method)?.label;
  const what = label ? `${label}, ${method === 'l0' ? 'weight' : 'target'} ${setting}` : 'Without gates';
  if (finished === trainings) return `${trainings} trainings finished, test set, hard gates`;
  return `${what}: epoch ${epoch} of ${epochs}, accuracy ${(100 * validationAccuracy).toFixed(1)} % (validation set)`;
}

function curvesPanel({ curves, ungated }: ChannelGatesFrame, box: Box, theme: Theme): Layers {
  const x = across([0, mostMultiplications(curves)], box);
  const y = upwards([lowestOf(curves, ungated?.accuracy), 1], box);
  const whole: Svg = ungated
    ? linePath(x.domain(), [ungated.accuracy, ungated.accuracy], x, y, { stroke: theme.muted, width: 1 }) +
      dots([1], [ungated.accuracy], x, y, { fill: theme.muted, radius: 5 }) +
      text(x(1) - 8, y(ungated.accuracy) - 8, 'without gates', {
        fill: theme.muted,
        'font-size': 12,
        'text-anchor': 'end',
      })
    : '';
  return panel(
    {
      box,
      title: 'Accuracy',
      legend: curves.map(({ method, label }) => [label, methodColour(method, theme)]),
      x: { scale: x, label: 'share of multiplications', format: wholePercent },
      y: { scale: y, format: wholePercent },
      theme,
    },
    { fixed: '', moving: whole + curves.map((curve) => line(curve, x, y, theme)).join('') },
  );
}

function line({ method, points }: ChannelCurve, x: Position, y: Position, theme: Theme): Svg {
  const sorted = [...points].sort((a, b) => a.multiplications - b.multiplications);
  const at = sorted.map(({ multiplications }) => multiplications);
  const accuracy = sorted.map((point) => point.accuracy);
  const colour = methodColour(method, theme);
  return linePath(at, accuracy, x, y, { stroke: colour }) + dots(at, accuracy, x, y, { fill: colour, radius: 4.5 });
}

type Position = (value: number) => number;

/** Where the accuracy's axis begins: at the tenth below all points, at 90 % or lower. */
function lowestOf(curves: readonly ChannelCurve[], ungated = 1): number {
  const all = curves.flatMap(({ points }) => points.map(({ accuracy }) => accuracy));
  return Math.max(0, Math.floor(10 * Math.min(0.99, ungated, ...all)) / 10);
}

function notes(theme: Theme): Svg {
  const words =
    "Multiplications of a sample on average, the gate head's included, as a share of the network's without gates. Test set, hard gates.";
  return text(24, height - 20, words, { fill: theme.muted, 'font-size': 11 });
}
