import type { AlphaFrame, AlphaTraining } from '@hyperprior/experiments';
import { alphaDomain, landmarks, landmarkText } from './alpha-axis.ts';
import { alphaProgress } from './alpha-progress.ts';
import { rateText } from './alpha-strips.ts';
import { alphasBeyond } from './beyond.ts';
import { type FigureOptions, figureWidth } from './figure-options.ts';
import { head } from './head.ts';
import type { Layers } from './layers.ts';
import { layOut, naturalWidth } from './layout.ts';
import { dots, linePath } from './marks.ts';
import { page } from './page.ts';
import { type Box, figureOf, type Legend, panel } from './panel.ts';
import { across, decades, powers, upwards, upwardsLog, wholePercent } from './scales.ts';
import { stepPanel } from './step-panel.ts';
import type { Svg } from './svg.ts';
import { type Theme, themes } from './theme.ts';

/**
 * The course of the first training of an alpha run: its latest step on the parabola of the loss along it, alpha step by
 * step, the loss, the test accuracy and the learning rate, which may have been changed on the way.
 */
export function alphaCourseFigure(frame: AlphaFrame, options: FigureOptions = {}): Svg {
  const theme = themes[options.theme ?? 'light'];
  const width = figureWidth('alphaCourseFigure', options.width, naturalWidth);
  const [training] = frame.trainings;
  const title = options.title ?? 'Where each step ends on its parabola, measured by alpha';
  const x = (box: Box) => across([1, Math.max(2, frame.steps)], box);
  const top = head({ title, status: told(frame, training), room: 600 }, width, theme);
  const { layers, bottom } = layOut(
    [
      {
        share: 452,
        slots: [
          { height: 257, draw: (place) => stepPanel(training, place, theme) },
          { height: 222, draw: (place) => alphaPanel(training, x, place, theme) },
        ],
      },
      {
        share: 376,
        slots: [
          { height: 160, draw: (place) => lossPanel(training, x, place, theme) },
          { height: 144, draw: (place) => accuracyPanel(training, x, place, theme) },
          { height: 149, draw: (place) => ratePanel(training, x, place, theme) },
        ],
      },
    ],
    { width, top: top.bottom },
  );
  return page({ width, height: bottom, theme, title }, top.layers, ...layers);
}

function told(frame: AlphaFrame, { rate, diverged }: AlphaTraining): string {
  const end = diverged === null ? '' : `: diverged at step ${diverged + 1}`;
  return `${alphaProgress(frame)}, learning rate ${rateText(rate)}${end}`;
}

type StepScale = (box: Box) => ReturnType<typeof across>;

const stepAxis = (scale: ReturnType<StepScale>) => ({ scale, ticks: scale.ticks(5).filter(Number.isInteger) });

/** The positions of so many steps, which are counted from 1. */
const stepsOf = (values: Float64Array) => values.map((_, i) => i + 1);

function alphaPanel({ alphas, medians }: AlphaTraining, toX: StepScale, place: Box, theme: Theme): Layers {
  const legend: Legend = [
    ['each step', theme.data],
    ['median of the last 20', theme.target],
  ];
  return panel({ place, title: 'Alpha', legend, label: 'step', theme }, (box) => {
    const [x, y] = [toX(box), upwards(alphaDomain, box).clamp(true)];
    const at = (alpha: number) => y(Math.min(alpha, alphaDomain[1]));
    const steps = stepsOf(alphas);
    const within = alphas.map((alpha) => (alpha >= alphaDomain[0] && alpha <= alphaDomain[1] ? alpha : Number.NaN));
    return {
      x: stepAxis(x),
      y: { scale: y, ticks: landmarks, format: landmarkText },
      moving:
        dots(steps, within, x, y, { fill: theme.data, radius: 2, opacity: 0.55 }) +
        linePath(steps, medians, x, at, { stroke: theme.target }) +
        lastOf(steps, medians, x, at, theme.target) +
        alphasBeyond(steps, alphas, x, box, theme),
    };
  });
}

/** The last point of a curve. */
function lastOf(x: Float64Array, y: Float64Array, toX: Position, toY: Position, fill: string): Svg {
  return dots(x.slice(-1), y.slice(-1), toX, toY, { fill, radius: 3.5 });
}

type Position = (value: number) => number;

function lossPanel({ losses }: AlphaTraining, toX: StepScale, place: Box, theme: Theme): Layers {
  const domain = decades(losses);
  return panel({ place, title: 'Loss', theme }, (box) => {
    const [x, y] = [toX(box), upwardsLog(domain, box)];
    const steps = stepsOf(losses);
    return {
      x: stepAxis(x),
      y: { scale: y, ticks: powers(domain), format: String },
      moving:
        linePath(steps, losses, x, y, { stroke: theme.data, width: 1.5 }) + lastOf(steps, losses, x, y, theme.data),
    };
  });
}

function accuracyPanel({ accuracies, diverged }: AlphaTraining, toX: StepScale, place: Box, theme: Theme): Layers {
  const steps = Float64Array.from(accuracies, ({ step }) => Math.max(1, step));
  const shares = Float64Array.from(accuracies, ({ accuracy }) => accuracy);
  const last = accuracies.at(-1);
  return panel({ place, title: 'Test accuracy', theme }, (box) => {
    const [x, y] = [toX(box), upwards([0, 1], box)];
    return {
      x: stepAxis(x),
      y: { scale: y, ticks: [0, 0.5, 1], format: wholePercent },
      moving:
        linePath(steps, shares, x, y, { stroke: theme.second }) +
        lastOf(steps, shares, x, y, theme.second) +
        (last ? figureOf(accuracyWords(last, diverged !== null), place, theme.second) : ''),
    };
  });
}

/** An accuracy of a training that has diverged since is given with its step. */
const accuracyWords = ({ step, accuracy }: AlphaTraining['accuracies'][number], isOver: boolean): string => {
  const share = `${(100 * accuracy).toFixed(1)} %`;
  return isOver ? `${share} after ${step} step${step === 1 ? '' : 's'}` : `latest ${share}`;
};

/** The usual rates; others widen it. */
const usual = Float64Array.of(1e-3, 5);

function ratePanel({ rates, rate }: AlphaTraining, toX: StepScale, place: Box, theme: Theme): Layers {
  const domain = decades(rates, usual);
  return panel({ place, title: 'Learning rate', label: 'step', theme }, (box) => {
    const [x, y] = [toX(box), upwardsLog(domain, box)];
    const steps = stepsOf(rates);
    return {
      x: stepAxis(x),
      y: { scale: y, ticks: powers(domain), format: rateText },
      moving:
        linePath(steps, rates, x, y, { stroke: theme.text, steps: true }) +
        lastOf(steps, rates, x, y, theme.text) +
        figureOf(rateText(rate), place, theme.text),
    };
  });
}
