import type { ChannelCurve, ChannelGatesFrame } from '@hyperprior/experiments';
import { methodColour, mostMultiplications, networkName } from './channel-curves.ts';
import { type FigureOptions, figureWidth } from './figure-options.ts';
import { head, notes } from './head.ts';
import { layerPanel } from './layer-panel.ts';
import type { Layers } from './layers.ts';
import { layOut, naturalWidth } from './layout.ts';
import { dots, linePath } from './marks.ts';
import { page } from './page.ts';
import { type Box, type Legend, panel } from './panel.ts';
import { sampleTimePanel } from './sample-time-panel.ts';
import { across, upwards, wholePercent } from './scales.ts';
import { type Svg, text } from './svg.ts';
import { type Theme, themes } from './theme.ts';

/**
 * One frame of a channel-gates run: accuracy against the share of multiplications for each way of holding the gates,
 * beside how often the gates of the network at hand open, layer by layer, and what a single sample costs in time.
 */
export function channelGatesFigure(frame: ChannelGatesFrame, options: FigureOptions = {}): Svg {
  const theme = themes[options.theme ?? 'light'];
  const width = figureWidth('channelGatesFigure', options.width, naturalWidth);
  const title = options.title ?? 'A convolutional network with gated channels: accuracy against multiplications';
  const top = head({ title, status: progress(frame), room: 600 }, width, theme);
  const { layers, bottom } = layOut(
    [
      { share: 510, slots: [{ height: 440, draw: (place) => curvesPanel(frame, place, theme) }] },
      {
        share: 314,
        slots: [
          { height: 198, draw: (place) => layerPanel(frame, place, theme) },
          { height: 216, draw: (place) => sampleTimePanel(frame, place, theme) },
        ],
      },
    ],
    { width, top: top.bottom },
  );
  const foot = notes([explanation], { width, top: bottom }, theme);
  return page({ width, height: foot.bottom + 12, theme, title }, top.layers, ...layers, foot.layers);
}

const explanation =
  "Each dot is one network on the test set, with hard gates. Multiplications of a sample on average, the gate head's included, as a share of those of the network without gates.";

/** Says what is trained, or how many of the networks are drawn once all are. */
function progress({ training, finished, trainings, curves, ungated }: ChannelGatesFrame): string {
  const { epoch, epochs, validationAccuracy } = training;
  if (finished === trainings) {
    const gated = curves.reduce((sum, { points }) => sum + points.length, 0);
    const networks = `${gated} gated network${gated === 1 ? '' : 's'}`;
    return `Finished: ${networks}${ungated ? ' and the network without gates' : ''}`;
  }
  const accuracy = (100 * validationAccuracy).toFixed(1);
  return `${networkName(training, curves)}: epoch ${epoch} of ${epochs}, accuracy ${accuracy} % (validation set)`;
}

function curvesPanel({ curves, ungated }: ChannelGatesFrame, place: Box, theme: Theme): Layers {
  const legend: Legend = curves.map(({ method, label }) => [label, methodColour(method, theme)]);
  return panel({ place, title: 'Accuracy', legend, label: 'share of multiplications', theme }, (box) => {
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
    return {
      x: { scale: x, format: wholePercent },
      y: { scale: y, format: wholePercent },
      moving: whole + curves.map((curve) => line(curve, x, y, theme)).join(''),
    };
  });
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
