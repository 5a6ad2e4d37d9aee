import type { Layers } from './layers.ts';
import { marginOf } from './layout.ts';
import { type Svg, text } from './svg.ts';
import { wrapped } from './text-width.ts';
import type { Theme } from './theme.ts';

/** Words above the panels of a picture. */
interface Words {
  readonly title: string;
  /** State of the run, which changes from frame to frame. */
  readonly status?: string;
  /** Width in pixels to reserve for the status, so that the panels keep their positions while it changes. */
  readonly room?: number;
}

const statusSize = 13;
const mostTitleLines = 3;

/** Draws the words above the panels, broken into lines that fit. `bottom` is where the panels begin. */
export function head({ title, status, room = 420 }: Words, width: number, theme: Theme) {
  const [margin, size] = [marginOf(width), width < 480 ? 16 : 18];
  const inner = width - 2 * margin;
  const titles = wrapped(title, inner, size, mostTitleLines);
  const last = 38 + (titles.length - 1) * (size + 6);
  const fixed = titles.map((line, i) =>
    text(margin, 38 + i * (size + 6), line, { fill: theme.text, 'font-size': size, 'font-weight': 600 }),
  );
  const reserved = status === undefined ? 0 : Math.ceil(room / inner);
  const layers: Layers = {
    fixed: fixed.join(''),
    moving: status === undefined ? '' : statusLines(status, { x: margin, y: last + 22, inner, reserved }, theme),
  };
  return { layers, bottom: last + 25 + (reserved === 0 ? 0 : 22 + (reserved - 1) * 18) };
}

function statusLines(
  status: string,
  { x, y, inner, reserved }: { x: number; y: number; inner: number; reserved: number },
  theme: Theme,
): Svg {
  return wrapped(status, inner, statusSize, reserved)
    .map((line, i) => text(x, y + 18 * i, line, { fill: theme.muted, 'font-size': statusSize }))
    .join('');
}

/** Draws notes below the panels, broken into lines that fit. */
export function notes(paragraphs: readonly string[], { width, top }: { width: number; top: number }, theme: Theme) {
  const margin = marginOf(width);
  const lines = paragraphs.flatMap((words) => wrapped(words, width - 2 * margin, 11));
  const fixed = lines.map((line, i) => text(margin, top + 12 + 16 * i, line, { fill: theme.muted, 'font-size': 11 }));
  return { layers: { fixed: fixed.join(''), moving: '' }, bottom: top + 16 * lines.length };
}
