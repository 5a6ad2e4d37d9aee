import type { GatesFrame, GateVariant } from '@hyperprior/experiments';
import type { FigureOptions } from './bas-figure.ts';
import { heading } from './heading.ts';
import type { Layers } from './layers.ts';
import { page } from './page.ts';
import { type Svg, text } from './svg.ts';
import { type Theme, themes } from './theme.ts';
import { columnName, type Place, variantColumn } from './variant-column.ts';

const margin = 24;
const height = 778;

/** A single variant has the place of two, so that the heading and the notes find room. */
const columnWidth = (variants: number): number => (variants > 1 ? 300 : 600);

/**
 * One frame of a gates run: the variants side by side, each with its figures, the distribution of its gates'
 * probabilities (settling on the prior, under Batch-Shaping), how often each gate opens, and its course so far.
 * A variant that has not begun keeps its place.
 */
export function gatesFigure(frame: GatesFrame, { theme: name = 'light', title }: FigureOptions = {}): Svg {
  const theme = themes[name];
  const column = columnWidth(frame.asked.length);
  const width = margin + column * Math.max(1, frame.asked.length);
  const words = title ?? 'Gated classifiers on the same data: ways of holding the gates';
  return page(
    { width, height, theme, title: words },
    { fixed: heading(words, width, theme), moving: '' },
    ...frame.asked.map((variant, i) =>
      columnOf(frame, variant, { x: margin + i * column, width: column - margin }, theme),
    ),
    { fixed: notes(frame, theme), moving: '' },
  );
}

function columnOf(frame: GatesFrame, variant: GateVariant, place: Place, theme: Theme): Layers {
  const state = frame.variants.find(({ name }) => name === variant);
  if (state) return variantColumn(frame, state, place, theme);
  return {
    fixed: '',
    moving:
      columnName(place.x, frame.labels[variant], theme.muted) +
      text(place.x, 99, 'not begun', { fill: theme.muted, 'font-size': 12 }),
  };
}

function notes({ prior }: GatesFrame, theme: Theme): Svg {
  const lines = [
    'Conditional: a gate open for 5 to 95 % of the samples. Gates shuffled: accuracy when samples swap their gates.',
    "Work saved: multiplications of the network without gates that are not needed, the gate head's own counted.",
    `Prior of Batch-Shaping: ${prior.label}.`,
  ];
  return lines
    .map((line, i) => text(margin, height - 48 + 16 * i, line, { fill: theme.muted, 'font-size': 11 }))
    .join('');
}
