import type { AlphaFrame, AlphaTraining } from '@hyperprior/experiments';
import { alphaProgress } from './alpha-progress.ts';
import { alphaStrips, type ColouredTraining, rateText } from './alpha-strips.ts';
import type { FigureOptions } from './bas-figure.ts';
import { heading } from './heading.ts';
import type { Layers } from './layers.ts';
import { lossPanel } from './loss-panel.ts';
import { dots, linePath } from './marks.ts';
import { page } from './page.ts';
import { type Box, panel } from './panel.ts';
import { byRate, rateColours } from './rate-colours.ts';
import { acrossLog, powersIn, upwards, wholePercent } from './scales.ts';
import { type Svg, text } from './svg.ts';
import { type Theme, themes } from './theme.ts';

const [width, height] = [920, 600];

const boxes = {
  alpha: { x: 124, y: 112, width: 400, height: 438 },
  loss: { x: 640, y: 112, width: 256, height: 190 },
  accuracy: { x: 640, y: 382, width: 256, height: 168 },
} satisfies Record<string, Box>;

/**
 * One frame of an alpha run: where the steps of each learning rate end on the parabola of the loss along them, the losses
 * of the same trainings, and how well each network does by now. The axes are those of the whole run, so that frames make
 * an animation; only the loss may add decades below.
 */
export function alphaFigure(frame: AlphaFrame, { theme: name = 'light', title }: FigureOptions = {}): Svg {
  const theme = themes[name];
  const words = title ?? 'Too short, right, too long: alpha tells where each step ends';
  const colours = rateColours(frame.trainings.length, theme);
  const rows = byRate(frame.trainings).map((place, i) => ({ training: frame.trainings[place], colour: colours[i] }));
  return page(
    { width, height, theme, title: words },
    {
      fixed: heading(words, width, theme),
      moving: text(24, 60, alphaProgress(frame), { fill: theme.muted, 'font-size': 13 }),
    },
    alphaStrips(rows, boxes.alpha, theme),
    lossPanel(rows, frame, boxes.loss, theme),
    accuracyPanel(rows, boxes.accuracy, theme),
  );
}

/** The accuracy of each training by its learning rate; one that has diverged has none. */
function accuracyPanel(rows: readonly ColouredTraining[], box: Box, theme: Theme): Layers {
  const rates = rows.map(({ training }) => training.rate);
  const domain = [Math.min(...rates) / 2, 2 * Math.max(...rates)] as const;
  const [x, y] = [acrossLog(domain, box), upwards([0, 1], box)];
  const shown = rows.flatMap(({ training, colour }) => {
    const accuracy = accuracyOf(training);
    return accuracy === null ? [] : [{ rate: training.rate, accuracy, colour }];
  });
  const best = shown.reduce((most, { accuracy }) => Math.max(most, accuracy), 0);
  const marks = shown.map(({ rate, accuracy, colour }) => dots([rate], [accuracy], x, y, { fill: colour, radius: 5 }));
  const crosses = rows.flatMap(({ training, colour }) =>
    training.diverged === null
      ? []
      : [text(x(training.rate), y(0) - 4, '×', { fill: colour, 'font-size': 18, 'text-anchor': 'middle' })],
  );
  const told = shown.slice(shown.findIndex(({ accuracy }) => accuracy === best)).slice(0, 1);
  return panel(
    {
      box,
      title: 'Test accuracy',
      x: { scale: x, label: 'learning rate', ticks: powersIn(domain), format: rateText },
      y: { scale: y, ticks: [0, 0.5, 1], format: wholePercent },
      theme,
    },
    {
      fixed: '',
      moving: [
        linePath(
          shown.map(({ rate }) => rate),
          shown.map(({ accuracy }) => accuracy),
          x,
          y,
          { stroke: theme.grid },
        ),
        ...marks,
        ...crosses,
        ...told.map(({ rate, accuracy, colour }) =>
          text(x(rate), y(accuracy) + 20, `${(100 * accuracy).toFixed(1)} %`, {
            fill: colour,
            'font-size': 12,
            'font-weight': 600,
            'text-anchor': 'middle',
          }),
        ),
      ].join(''),
    },
  );
}

/** The last accuracy; null where there is none, or it is of before the training diverged. */
const accuracyOf = ({ accuracies, diverged }: AlphaTraining): number | null =>
  diverged === null ? (accuracies.at(-1)?.accuracy ?? null) : null;
