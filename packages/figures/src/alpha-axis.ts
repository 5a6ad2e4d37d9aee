import type { Box } from './panel.ts';
import { element, round, type Svg, text } from './svg.ts';
import type { Theme } from './theme.ts';

type Position = (value: number) => number;

/** The alphas that are shown; those beyond stand at the edge. */
export const alphaDomain = [-1.4, 2.2] as const;

/** Where alpha says something: at the start, in the minimum, as high on the other side. */
export const landmarks = [-1, 0, 1] as const;

/** An alpha as it is written. */
export const alphaText = (alpha: number): string =>
  Number.isFinite(alpha) ? alpha.toFixed(2).replace('-', '−') : alpha > 0 ? '∞' : '–';

/** A landmark on an axis. */
export const landmarkText = (value: number): string => String(value).replace('-', '−');

/** Upright lines through a box at the landmarks. */
export function landmarkLines({ y, height }: Box, x: Position, theme: Theme): Svg {
  const d = landmarks.map((alpha) => `M${round(x(alpha))} ${round(y)}v${round(height)}`).join('');
  return element('path', { d, stroke: theme.grid });
}

/** The landmarks' names, below the parabola's ends and its minimum. */
export function landmarkNames(x: Position, y: number, theme: Theme): Svg {
  const names = ['start', 'minimum', 'as high'];
  const style = { fill: theme.muted, 'font-size': 11, 'text-anchor': 'middle' };
  return landmarks.map((alpha, i) => text(x(alpha), y, names[i], style)).join('');
}

/** The parabola on which the start is at -1 and the minimum at 0, up to a height; the start's is 1. */
export function parabola(most: number): { alphas: number[]; heights: number[] } {
  const end = Math.sqrt(most);
  const [from, to] = [Math.max(alphaDomain[0], -end), Math.min(alphaDomain[1], end)];
  const alphas = Array.from({ length: 81 }, (_, i) => from + ((to - from) * i) / 80);
  return { alphas, heights: alphas.map((alpha) => alpha * alpha) };
}
