import type { PriorDescription } from '@hyperprior/experiments';
import { compact } from './cockpit/compact.ts';
import { type Layers, stack } from './layers.ts';
import { marginOf } from './layout.ts';
import type { PriorLine } from './prior-lines.ts';
import { element, text } from './svg.ts';
import { wrapped } from './text-width.ts';
import type { Theme } from './theme.ts';

const [size, lineHeight, sample] = [12, 17, 28];

/** Names the lines of a figure, each with its prior's moments and quantiles. */
export function priorKey(
  lines: readonly PriorLine[],
  { width, top }: { width: number; top: number },
  theme: Theme,
): { layers: Layers; bottom: number } {
  const x = marginOf(width) + sample;
  const room = width - marginOf(width) - x;
  let y = top;
  const entries = lines.map(({ prior, colour, dash }) => {
    const name = wrapped(prior.label, room, size + 1);
    const figures = wrapped(inNumbers(prior), room, size);
    const parts = [
      element('path', { d: `M${x - sample} ${y + 9}h20`, stroke: colour, 'stroke-width': 2, 'stroke-dasharray': dash }),
      ...name.map((line, i) =>
        text(x, y + 13 + lineHeight * i, line, { fill: colour, 'font-size': size + 1, 'font-weight': 600 }),
      ),
      ...figures.map((line, i) =>
        text(x, y + 13 + lineHeight * (name.length + i), line, { fill: theme.muted, 'font-size': size }),
      ),
    ];
    y += lineHeight * (name.length + figures.length) + 8;
    return { fixed: parts.join(''), moving: '' };
  });
  return { layers: stack(...entries), bottom: y + 14 };
}

/** A prior's mean, standard deviation, median and the interval of the middle 90 %. */
function inNumbers({ mean, variance, quantiles }: PriorDescription): string {
  const at = (share: number) => quantiles.find(({ p }) => p === share)?.x;
  const [low, median, high] = [at(0.05), at(0.5), at(0.95)];
  return [
    `mean ${short(mean)}`,
    `standard deviation ${short(Math.sqrt(variance))}`,
    ...(median === undefined ? [] : [`median ${short(median)}`]),
    ...(low === undefined || high === undefined ? [] : [`90 % from ${short(low)} to ${short(high)}`]),
  ].join(', ');
}

const short = (value: number): string => compact(Number(value.toPrecision(3)));
