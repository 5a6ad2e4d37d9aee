import type { AlphaTraining } from '@hyperprior/experiments';
import {
  alphaDomain,
  alphaText,
  landmarkLines,
  landmarkNames,
  landmarks,
  landmarkText,
  parabola,
} from './alpha-axis.ts';
import { beyondSides } from './beyond.ts';
import type { Layers } from './layers.ts';
import { dots, linePath } from './marks.ts';
import { type Box, type Legend, panel } from './panel.ts';
import { across, upwards } from './scales.ts';
import { element, round, type Svg, text } from './svg.ts';
import type { Theme } from './theme.ts';

/** The parabola's part of the panel, and what its start's height is of the whole. */
const [bowl, most] = [104, 1.6];
/** No more dots than an eye can tell apart. */
const mostDots = 500;

/** A training in its colour. */
export interface ColouredTraining {
  readonly training: AlphaTraining;
  readonly colour: string;
}

/** Space left and right of the strips: for the learning rates, and for the medians. */
const [left, right] = [100, 44];

/** The alphas of each training on a line of its own, under the parabola that says what they mean. */
export function alphaStrips(rows: readonly ColouredTraining[], place: Box, theme: Theme): Layers {
  const legend: Legend = [['median', theme.text]];
  return panel({ place, title: 'Alpha of each step, by learning rate', legend, left, right, theme }, (box) => {
    const x = across(alphaDomain, box).clamp(true);
    const { alphas, heights } = parabola(most);
    const upon = upwards([0, most], { ...box, height: bowl - 28 });
    const each = (box.height - bowl) / rows.length;
    const marks = landmarks.map((alpha) => alpha * alpha);
    return {
      x: { scale: x, ticks: landmarks, format: landmarkText },
      y: { scale: upon, ticks: [] },
      fixed:
        landmarkLines(box, x, theme) +
        linePath(alphas, heights, x, upon, { stroke: theme.muted }) +
        dots(landmarks, marks, x, upon, { fill: theme.muted, radius: 4 }) +
        landmarkNames(x, box.y + bowl - 8, theme),
      moving: rows.map((row, i) => strip(row, { ...box, y: box.y + bowl + i * each, height: each }, x, theme)).join(''),
    };
  });
}

function strip({ training, colour }: ColouredTraining, box: Box, x: (alpha: number) => number, theme: Theme): Svg {
  const { rate, diverged, alphas, spread } = training;
  const [low, high] = alphaDomain;
  const shown = everyFew(alphas.filter((alpha) => alpha >= low && alpha <= high));
  const middle = box.y + box.height / 2;
  const spreadWide = 0.62 * Math.min(56, box.height);
  const at = (alpha: number) => x(Math.min(alpha, high));
  const words = { fill: colour, 'font-size': 13, 'font-weight': 600, 'text-anchor': 'end' };
  return [
    text(box.x - 8, middle + (diverged === null ? 4 : -2), rateText(rate), words),
    diverged === null
      ? ''
      : text(box.x - 8, middle + 13, `diverged, step ${diverged + 1}`, {
          fill: theme.muted,
          'font-size': 11,
          'text-anchor': 'end',
        }),
    dots(shown, scattered(shown.length), at, (offset) => middle + offset * spreadWide, {
      fill: colour,
      radius: 2,
      opacity: 0.55,
    }),
    spread ? medianMark(at(spread.median), middle, spreadWide, theme) : '',
    beyondSides(alphas, box, middle + 4, colour, theme),
    text(box.x + box.width + 8, middle + 4, spread ? alphaText(spread.median) : '–', {
      fill: theme.text,
      'font-size': 12,
      'font-weight': 600,
    }),
  ].join('');
}

const medianMark = (x: number, middle: number, height: number, theme: Theme): Svg =>
  element('path', {
    d: `M${round(x)} ${round(middle - height / 2 - 2)}v${round(height + 4)}`,
    stroke: theme.text,
    'stroke-width': 3,
    'stroke-linecap': 'round',
  });

const everyFew = (values: Float64Array): Float64Array => {
  const every = Math.ceil(values.length / mostDots);
  return every <= 1 ? values : values.filter((_, i) => i % every === 0);
};

/** Places from -1/2 to 1/2 that fill their range evenly, however many there are. */
const scattered = (count: number): number[] => Array.from({ length: count }, (_, i) => ((i * 0.6180339887) % 1) - 0.5);

/** A learning rate as it is written. */
export const rateText = (rate: number): string =>
  rate >= 1e-4 ? String(Number(rate.toPrecision(3))) : rate.toExponential().replace('-', '−');
