import type { GatesFrame, GateVariant } from '@hyperprior/experiments';
import { type FigureOptions, figureWidth } from './figure-options.ts';
import { head, notes } from './head.ts';
import type { Layers } from './layers.ts';
import { cellsPerRow, marginOf } from './layout.ts';
import { page } from './page.ts';
import type { Box } from './panel.ts';
import type { Svg } from './svg.ts';
import { type Theme, themes } from './theme.ts';
import { columnName, columnStatus, variantColumn } from './variant-column.ts';

/** Natural width of a variant's column; a single variant has that of two, so that the heading has room. */
const naturalColumn = (variants: number): number => (variants > 1 ? 300 : 600);

/** Least width of a column, its height, and the space between two rows of columns. */
const [leastColumn, columnHeight, betweenRows] = [250, 630, 30];

/**
 * One frame of a gates run: the variants side by side, each with its figures, the distribution of its gates'
 * probabilities (settling on the prior, under Batch-Shaping), how often each gate opens, and its course so far.
 * A variant that has not begun keeps its place.
 */
export function gatesFigure(frame: GatesFrame, options: FigureOptions = {}): Svg {
  const theme = themes[options.theme ?? 'light'];
  const count = Math.max(1, frame.asked.length);
  const width = figureWidth('gatesFigure', options.width, 24 + naturalColumn(frame.asked.length) * count);
  const title =
    options.title ?? 'Gated classifiers on the same data, by gate regularizer (plain, L1, mean, Batch-Shaping)';
  const top = head({ title, status: `seed ${frame.seed}`, room: 100 }, width, theme);
  const columns = frame.asked.map((variant, i) =>
    columnOf(frame, variant, cell(i, count, { width, top: top.bottom }), theme),
  );
  const end = cell(count - 1, count, { width, top: top.bottom }).y + columnHeight;
  const foot = notes(explanations(frame), { width, top: end + 12 }, theme);
  return page({ width, height: foot.bottom + 14, theme, title }, top.layers, ...columns, foot.layers);
}

/** The place of a variant among others, in rows that are as even as can be. */
function cell(index: number, count: number, { width, top }: { width: number; top: number }): Box {
  const perRow = cellsPerRow(count, leastColumn, width, between);
  const [column, row] = [index % perRow, Math.floor(index / perRow)];
  const cellWidth = (width - 2 * marginOf(width) - (perRow - 1) * between) / perRow;
  return {
    x: marginOf(width) + column * (cellWidth + between),
    y: top + row * (columnHeight + betweenRows),
    width: cellWidth,
    height: columnHeight,
  };
}

const between = 24;

function columnOf(frame: GatesFrame, variant: GateVariant, place: Box, theme: Theme): Layers {
  const state = frame.variants.find(({ name }) => name === variant);
  if (state) return variantColumn(frame, state, place, theme);
  return {
    fixed: '',
    moving: columnName(place, frame.labels[variant], theme.muted) + columnStatus(place, 'not begun', theme),
  };
}

const explanations = ({ prior }: GatesFrame): string[] => [
  'Conditional: a gate open for 5 to 95 % of the samples. Gates shuffled: accuracy when samples swap their gates.',
  "Work saved: share of the ungated network's multiplications that are not needed, the gate head's own counted.",
  `Prior of Batch-Shaping: ${prior.label}.`,
];
