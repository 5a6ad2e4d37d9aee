import type { AlphaFrame, AlphaTraining } from '@hyperprior/experiments';
import { alphaDomain, landmarks, landmarkText } from './alpha-axis.ts';
import { alphaProgress } from './alpha-progress.ts';
import { rateText } from './alpha-strips.ts';
import type { FigureOptions } from './bas-figure.ts';
import { heading } from './heading.ts';
import type { Layers } from './layers.ts';
import { dots, linePath } from './marks.ts';
import { page } from './page.ts';
import { type Box, panel } from './panel.ts';
import { across, decades, powers, upwards, upwardsLog, wholePercent } from './scales.ts';
import { stepPanel } from './step-panel.ts';
import { type Svg, text } from './svg.ts';
import { type Theme, themes } from './theme.ts';

const [width, height] = [920, 600];

const boxes = {
  step: { x: 64, y: 112, width: 412, height: 190 },
  alpha: { x: 64, y: 376, width: 412, height: 174 },
  loss: { x: 560, y: 112, width: 336, height: 122 },
  accuracy: { x: 560, y: 290, width: 336, height: 102 },
  rate: { x: 560, y: 448, width: 336, height: 102 },
} satisfies Record<string, Box>;

/**
 * The course of the first training of an alpha run: its latest step on the parabola of the loss along it, alpha step by
 * step, the loss, the test accuracy and the learning rate, which may have been changed on the way.
 */
export function alphaCourseFigure(frame: AlphaFrame, { theme: name = 'light', title }: FigureOptions = {}): Svg {
  const theme = themes[name];
  const [training] = frame.trainings;
  const words = title ?? 'Each step on its parabola: where alpha says that it ends';
  const x = (box: Box) => across([1, Math.max(2, frame.steps)], box);
  return page(
    { width, height, theme, title: words },
    {
      fixed: heading(words, width, theme),
      moving: text(24, 60, told(frame, training), { fill: theme.muted, 'font-size': 13 }),
    },
    stepPanel(training, boxes.step, theme),
    alphaPanel(training, x(boxes.alpha), boxes.alpha, theme),
    lossPanel(training, x(boxes.loss), boxes.loss, theme),
    accuracyPanel(training, x(boxes.accuracy), boxes.accuracy, theme),
    ratePanel(training, x(boxes.rate), boxes.rate, theme),
  );
}

function told(frame: AlphaFrame, { rate, diverged }: AlphaTraining): string {
  const end = diverged === null ? '' : `: diverged at step ${diverged + 1}`;
  return `${alphaProgress(frame)}, learning rate ${rateText(rate)}${end}`;
}

type StepScale = ReturnType<typeof across>;

const stepAxis = (scale: StepScale, label?: string) => ({
  scale,
  ticks: scale.ticks(5).filter(Number.isInteger),
  label,
});

/** The places of so many steps, which are counted from 1. */
const stepsOf = (values: Float64Array) => values.map((_, i) => i + 1);

function alphaPanel({ alphas, medians }: AlphaTraining, x: StepScale, box: Box, theme: Theme): Layers {
  const y = upwards(alphaDomain, box).clamp(true);
  const at = (alpha: number) => y(Math.min(alpha, alphaDomain[1]));
  const steps = stepsOf(alphas);
  return panel(
    {
      box,
      title: 'Alpha, step by step',
      legend: [
        ['alpha', theme.data],
        ['median of 20', theme.target],
      ],
      x: stepAxis(x, 'step'),
      y: { scale: y, ticks: landmarks, format: landmarkText },
      theme,
    },
    {
      fixed: '',
      moving:
        dots(steps, alphas, x, at, { fill: theme.data, radius: 2, opacity: 0.55 }) +
        linePath(steps, medians, x, at, { stroke: theme.target }) +
        lastOf(steps, medians, x, at, theme.target),
    },
  );
}

/** The last point of a curve. */
function lastOf(x: Float64Array, y: Float64Array, toX: Position, toY: Position, fill: string): Svg {
  return dots(x.slice(-1), y.slice(-1), toX, toY, { fill, radius: 3.5 });
}

type Position = (value: number) => number;

function lossPanel({ losses }: AlphaTraining, x: StepScale, box: Box, theme: Theme): Layers {
  const domain = decades(losses);
  const y = upwardsLog(domain, box);
  const steps = stepsOf(losses);
  return panel(
    { box, title: 'Loss', x: stepAxis(x), y: { scale: y, ticks: powers(domain), format: String }, theme },
    {
      fixed: '',
      moving:
        linePath(steps, losses, x, y, { stroke: theme.data, width: 1.5 }) + lastOf(steps, losses, x, y, theme.data),
    },
  );
}

function accuracyPanel({ accuracies }: AlphaTraining, x: StepScale, box: Box, theme: Theme): Layers {
  const y = upwards([0, 1], box);
  const steps = Float64Array.from(accuracies, ({ step }) => Math.max(1, step));
  const shares = Float64Array.from(accuracies, ({ accuracy }) => accuracy);
  const last = accuracies.at(-1);
  return panel(
    { box, title: 'Test accuracy', x: stepAxis(x), y: { scale: y, ticks: [0, 0.5, 1], format: wholePercent }, theme },
    {
      fixed: '',
      moving:
        linePath(steps, shares, x, y, { stroke: theme.second }) +
        lastOf(steps, shares, x, y, theme.second) +
        (last ? figureOf(`${(100 * last.accuracy).toFixed(1)} %`, box, theme.second) : ''),
    },
  );
}

/** A number at the right end of a panel's title. */
const figureOf = (words: string, { x, y, width }: Box, fill: string): Svg =>
  text(x + width, y - 14, words, { fill, 'font-size': 12, 'font-weight': 600, 'text-anchor': 'end' });

/** The usual rates; others widen it. */
const usual = Float64Array.of(1e-3, 5);

function ratePanel({ rates, rate }: AlphaTraining, x: StepScale, box: Box, theme: Theme): Layers {
  const domain = decades(rates, usual);
  const y = upwardsLog(domain, box);
  const steps = stepsOf(rates);
  return panel(
    {
      box,
      title: 'Learning rate',
      x: stepAxis(x, 'step'),
      y: { scale: y, ticks: powers(domain), format: rateText },
      theme,
    },
    {
      fixed: '',
      moving:
        linePath(steps, rates, x, y, { stroke: theme.text, steps: true }) +
        lastOf(steps, rates, x, y, theme.text) +
        figureOf(rateText(rate), box, theme.text),
    },
  );
}
