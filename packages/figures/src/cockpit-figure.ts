import type { LoggedRecord } from '@hyperprior/cockpit-alpha';
import { alphaText } from './alpha-axis.ts';
import { type Column, columnsOf } from './cockpit/columns.ts';
import { latestAlphas, medianOf } from './cockpit/latest-alphas.ts';
import { notFiniteSince } from './cockpit/not-finite-since.ts';
import { type FigureOptions, figureWidth } from './figure-options.ts';
import { head } from './head.ts';
import { type Layers, stack } from './layers.ts';
import { cellsPerRow, marginOf } from './layout.ts';
import { page } from './page.ts';
import type { Box } from './panel.ts';
import { readable } from './readable.ts';
import { type Svg, text } from './svg.ts';
import { type Theme, themes } from './theme.ts';

/** Natural width of a column, by the number of columns. */
const naturalColumns = [872, 872, 424, 340, 312];

/** Height of a panel with its words, by the number of panels in the fullest column of a row. */
const heights = [350, 350, 232, 192, 172];

/** Least width of a column, and the space between two. */
const [leastColumn, between] = [250, 24];

/** Height of a column's heading, the space between two panels, and that between two rows of columns. */
const [headingHeight, betweenPanels, betweenRows] = [30, 14, 30];

/**
 * The screen of a cockpit (Schneider, Dangel & Hennig, Cockpit, 2021, figure 1): what the log of a training has of step
 * sizes, gradients, curvature and performance, in a column each, by the names of the presets `economy`, `business` and
 * `full`; besides up to three numbers under names of your own. What the log has not is left out. Of long logs medians and
 * bands are drawn, so that the picture stays small.
 * @param records by rising steps, as `readLog` returns them
 */
export function cockpitFigure(records: readonly LoggedRecord[], options: FigureOptions = {}): Svg {
  const theme = themes[options.theme ?? 'light'];
  const title = options.title ?? 'The cockpit of a training';
  const columns = columnsOf(records);
  const count = Math.max(1, columns.length);
  const natural = 24 + count * (naturalColumns[columns.length] + between);
  const width = figureWidth('cockpitFigure', options.width, natural);
  const top = head({ title, status: told(records), room: 500 }, width, theme);
  const perRow = cellsPerRow(count, leastColumn, width, between);
  const cellWidth = (width - 2 * marginOf(width) - (perRow - 1) * between) / perRow;
  const drawn: Layers[] = [];
  let y = top.bottom;
  for (let first = 0; first < columns.length; first += perRow) {
    const row = columns.slice(first, first + perRow);
    const height = headingHeight + panelsHeight(row);
    row.forEach((column, i) => {
      const x = marginOf(width) + i * (cellWidth + between);
      drawn.push(columnLayers(column, { x, y, width: cellWidth, height }, theme));
    });
    y += height + betweenRows;
  }
  return page({ width, height: Math.round(y) - betweenRows + 12, theme, title }, top.layers, ...drawn);
}

/** Height of the panels of the fullest column in a row. */
function panelsHeight(row: readonly Column[]): number {
  const most = Math.max(...row.map(({ panels }) => panels.length));
  return most * (heights[most] ?? 162) + (most - 1) * betweenPanels;
}

/** A column's panels share its height. */
function columnLayers({ heading, panels }: Column, { x, y, width, height }: Box, theme: Theme): Layers {
  const room = height - headingHeight - (panels.length - 1) * betweenPanels;
  const each = room / panels.length;
  const words = text(x, y + 14, heading, { fill: theme.muted, 'font-size': 15, 'font-weight': 600 });
  return stack(
    { fixed: words, moving: '' },
    ...panels.map((draw, i) =>
      draw(
        { x, y: y + headingHeight + i * (each + betweenPanels), width, height: each },
        theme,
        i === panels.length - 1,
      ),
    ),
  );
}

function told(records: readonly LoggedRecord[]): string {
  const last = records.at(-1);
  if (!last) return 'No steps yet';
  const dead = notFiniteSince(records);
  const alpha = dead === null ? medianOf(latestAlphas(records)) : null;
  const loss = records.findLast(({ values }) => typeof values.loss === 'number')?.values.loss;
  const troubled = records.filter(({ problems }) => Object.keys(problems).length > 0).length;
  return [
    `step ${last.step.toLocaleString('en-US')}`,
    ...(typeof loss === 'number' && dead === null ? [`loss ${readable(loss)}`] : []),
    ...(dead === null ? [] : [`the loss is not finite since step ${dead.toLocaleString('en-US')}`]),
    ...(alpha === null ? [] : [`median of the latest alphas ${alphaText(alpha)}`]),
    ...(troubled > 0 ? [`problems at ${troubled.toLocaleString('en-US')} of ${records.length} steps`] : []),
  ].join(', ');
}
