import type { LoggedRecord } from '@hyperprior/cockpit-alpha';
import { alphaText } from './alpha-axis.ts';
import type { FigureOptions } from './bas-figure.ts';
import { type Column, columnsOf } from './cockpit/columns.ts';
import { latestAlphas, medianOf } from './cockpit/latest-alphas.ts';
import { heading } from './heading.ts';
import { type Layers, stack } from './layers.ts';
import { page } from './page.ts';
import { gutter } from './panel.ts';
import { readable } from './readable.ts';
import { text } from './svg.ts';
import { type Theme, themes } from './theme.ts';

/** Left of the first column and right of the last one; above the first panels; between two; below the last ones. */
const [margin, top, between, bottom] = [24, 132, 66, 50];

/** The widths of a column's panels, by the number of columns. */
const widths = [832, 832, 384, 300, 272];

/** The heights of a panel, by the number of panels in the fullest column. */
const heights = [300, 300, 180, 140, 120];

/**
 * The screen of a cockpit (Schneider, Dangel & Hennig, Cockpit, 2021, figure 1): what the log of a training has of step
 * sizes, gradients, curvature and performance, in a column each, by the names of the presets `economy`, `business` and
 * `full`; besides up to three numbers under names of your own. What the log has not is left out. Of long logs medians and
 * bands are drawn, so that the picture stays small.
 * @param records by rising steps, as `readLog` returns them
 */
export function cockpitFigure(
  records: readonly LoggedRecord[],
  { theme: name = 'light', title = 'The cockpit of a training' }: FigureOptions = {},
): string {
  const theme = themes[name];
  const columns = columnsOf(records);
  const rows = Math.max(1, ...columns.map(({ panels }) => panels.length));
  const panelWidth = widths[columns.length];
  const inner = rows * (heights[rows] ?? 110) + (rows - 1) * between;
  const width = margin + Math.max(1, columns.length) * (gutter + panelWidth + margin);
  const pitch = gutter + panelWidth + margin;
  const drawn = columns.map((column, i) => {
    const place = { x: margin + gutter + i * pitch, width: panelWidth, height: inner };
    return columnLayers(column, place, theme);
  });
  return page(
    { width, height: top + inner + bottom, theme, title },
    {
      fixed: heading(title, width, theme),
      moving: text(margin, 60, told(records), { fill: theme.muted, 'font-size': 13 }),
    },
    ...drawn,
  );
}

/** A column's panels share its height. */
function columnLayers(
  { heading, panels }: Column,
  { x, width, height }: { x: number; width: number; height: number },
  theme: Theme,
): Layers {
  const each = (height - (panels.length - 1) * between) / panels.length;
  const words = text(x - gutter, top - 38, heading, { fill: theme.muted, 'font-size': 15, 'font-weight': 600 });
  return stack(
    { fixed: words, moving: '' },
    ...panels.map((draw, i) =>
      draw({ x, y: top + i * (each + between), width, height: each }, theme, i === panels.length - 1),
    ),
  );
}

function told(records: readonly LoggedRecord[]): string {
  const last = records.at(-1);
  if (!last) return 'No steps yet';
  const alpha = medianOf(latestAlphas(records));
  const loss = records.findLast(({ values }) => typeof values.loss === 'number')?.values.loss;
  const troubled = records.filter(({ problems }) => Object.keys(problems).length > 0).length;
  return [
    `step ${last.step.toLocaleString('en-US')}`,
    ...(typeof loss === 'number' ? [`loss ${readable(loss)}`] : []),
    ...(alpha === null ? [] : [`median of the latest alphas ${alphaText(alpha)}`]),
    ...(troubled > 0 ? [`problems at ${troubled.toLocaleString('en-US')} of ${records.length} steps`] : []),
  ].join(', ');
}
