import { alphaDomain } from './alpha-axis.ts';
import type { Box } from './panel.ts';
import { coordinate, element, type Svg, text } from './svg.ts';
import type { Theme } from './theme.ts';

type Domain = readonly [low: number, high: number];
/** Numbers of values below and above an axis. */
function countBeyond(values: Float64Array, [low, high]: Domain): { below: number; above: number } {
  return {
    below: values.filter((value) => value < low).length,
    above: values.filter((value) => value > high).length,
  };
}

/** Words for values that an axis does not reach, with an arrow towards them; nothing where there are none. */
const beyondWords = (count: number, arrow: '↑' | '↓' | '→' | '←'): string =>
  count === 0 ? '' : arrow === '←' ? `← ${count} beyond` : `${count} beyond ${arrow}`;

/** Draws words upon marks: a rim in the colour of the background keeps them readable. */
const overMarks = (
  words: string,
  { x, y, anchor, fill }: { x: number; y: number; anchor: 'start' | 'end'; fill: string },
  theme: Theme,
): Svg =>
  words === ''
    ? ''
    : text(x, y, words, {
        fill,
        'font-size': 11,
        'font-weight': 600,
        'text-anchor': anchor,
        stroke: theme.background,
        'stroke-width': 4,
        'stroke-linejoin': 'round',
        'paint-order': 'stroke',
      });

/** Counts the alphas that a horizontal axis does not reach, at the edges where they lie. */
export function beyondSides(
  alphas: Float64Array,
  { x, width }: Box,
  baseline: number,
  fill: string,
  theme: Theme,
): Svg {
  const { below, above } = countBeyond(alphas, alphaDomain);
  return (
    overMarks(beyondWords(below, '←'), { x: x + 2, y: baseline, anchor: 'start', fill }, theme) +
    overMarks(beyondWords(above, '→'), { x: x + width - 2, y: baseline, anchor: 'end', fill }, theme)
  );
}

/** Counts the alphas that a vertical axis does not reach. */
export function countsBeyond(alphas: Float64Array, { x, y, width, height }: Box, theme: Theme): Svg {
  const { below, above } = countBeyond(alphas, alphaDomain);
  const words = { x: x + width - 2, anchor: 'end', fill: theme.data } as const;
  return (
    overMarks(beyondWords(above, '↑'), { ...words, y: y + 18 }, theme) +
    overMarks(beyondWords(below, '↓'), { ...words, y: y + height - 10 }, theme)
  );
}

/** Marks the steps whose alpha a vertical axis does not reach, and counts them. */
export function alphasBeyond(
  steps: Float64Array,
  alphas: Float64Array,
  toX: (step: number) => number,
  box: Box,
  theme: Theme,
): Svg {
  const [low, high] = alphaDomain;
  const [top, base] = [coordinate(box.y + 6), coordinate(box.y + box.height - 6)];
  const d = Array.from(alphas, (alpha, i) => {
    if (!(alpha < low || alpha > high)) return '';
    const at = coordinate(toX(steps[i]) - 3.5);
    return alpha > high ? `M${at} ${top}h7l-3.5 -6Z` : `M${at} ${base}h7l-3.5 6Z`;
  }).join('');
  return (d ? element('path', { d, fill: theme.data }) : '') + countsBeyond(alphas, box, theme);
}
