import type { AlphaFrame, AlphaTraining } from '@hyperprior/experiments';
import { alphaProgress } from './alpha-progress.ts';
import { alphaStrips, type ColouredTraining, rateText } from './alpha-strips.ts';
import { type FigureOptions, figureWidth } from './figure-options.ts';
import { head } from './head.ts';
import type { Layers } from './layers.ts';
import { layOut, naturalWidth } from './layout.ts';
import { lossPanel } from './loss-panel.ts';
import { dots, linePath } from './marks.ts';
import { page } from './page.ts';
import { type Box, panel } from './panel.ts';
import { byRate, rateColours } from './rate-colours.ts';
import { acrossLog, powersIn, upwards, wholePercent } from './scales.ts';
import { type Svg, text } from './svg.ts';
import { type Theme, themes } from './theme.ts';

/**
 * One frame of an alpha run: where the steps of each learning rate end on the parabola of the loss along them, the losses
 * of the same trainings, and how well each network does by now. The axes are those of the whole run, so that frames make
 * an animation; only the loss may add decades below.
 */
export function alphaFigure(frame: AlphaFrame, options: FigureOptions = {}): Svg {
  const theme = themes[options.theme ?? 'light'];
  const width = figureWidth('alphaFigure', options.width, naturalWidth);
  const title = options.title ?? 'Alpha shows where each step ends: too short, right or too long';
  const colours = rateColours(frame.trainings.length, theme);
  const rows = byRate(frame.trainings).map((index, i) => ({ training: frame.trainings[index], colour: colours[i] }));
  const top = head({ title, status: alphaProgress(frame) }, width, theme);
  const { layers, bottom } = layOut(
    [
      { share: 528, least: 340, slots: [{ height: 505, draw: (place) => alphaStrips(rows, place, theme) }] },
      {
        share: 296,
        slots: [
          { height: 259, draw: (place) => lossPanel(rows, frame, place, theme) },
          { height: 220, draw: (place) => accuracyPanel(rows, place, theme) },
        ],
      },
    ],
    { width, top: top.bottom },
  );
  return page({ width, height: bottom, theme, title }, top.layers, ...layers);
}

/** The accuracy of each training by its learning rate; one that has diverged has none. */
function accuracyPanel(rows: readonly ColouredTraining[], place: Box, theme: Theme): Layers {
  const rates = rows.map(({ training }) => training.rate);
  const domain = [Math.min(...rates) / 2, 2 * Math.max(...rates)] as const;
  return panel({ place, title: 'Test accuracy', label: 'learning rate', theme }, (box) => {
    const [x, y] = [acrossLog(domain, box), upwards([0, 1], box)];
    return {
      x: { scale: x, ticks: powersIn(domain), format: rateText },
      y: { scale: y, ticks: [0, 0.5, 1], format: wholePercent },
      moving: accuracyMarks(rows, x, y, theme),
    };
  });
}

type Position = (value: number) => number;

/** A dot for each accuracy, the best one in numbers, and a cross for each training that diverged. */
function accuracyMarks(rows: readonly ColouredTraining[], x: Position, y: Position, theme: Theme): Svg {
  const shown = rows.flatMap(({ training, colour }) => {
    const accuracy = accuracyOf(training);
    return accuracy === null ? [] : [{ rate: training.rate, accuracy, colour }];
  });
  const best = shown.reduce((most, { accuracy }) => Math.max(most, accuracy), 0);
  const centred = { 'text-anchor': 'middle' };
  const crosses = rows.flatMap(({ training: { rate, diverged }, colour }) =>
    diverged === null ? [] : [text(x(rate), y(0) - 4, '×', { fill: colour, 'font-size': 18, ...centred })],
  );
  const named = shown.find(({ accuracy }) => accuracy === best);
  const rates = shown.map(({ rate }) => rate);
  const accuracies = shown.map(({ accuracy }) => accuracy);
  return [
    linePath(rates, accuracies, x, y, { stroke: theme.grid }),
    ...shown.map(({ rate, accuracy, colour }) => dots([rate], [accuracy], x, y, { fill: colour, radius: 5 })),
    ...crosses,
    named
      ? text(x(named.rate), y(named.accuracy) + 20, `${(100 * named.accuracy).toFixed(1)} %`, {
          fill: named.colour,
          'font-size': 12,
          'font-weight': 600,
          ...centred,
        })
      : '',
  ].join('');
}

/** The last accuracy; null where there is none, or it is of before the training diverged. */
const accuracyOf = ({ accuracies, diverged }: AlphaTraining): number | null =>
  diverged === null ? (accuracies.at(-1)?.accuracy ?? null) : null;
