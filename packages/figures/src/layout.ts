import type { Layers } from './layers.ts';
import type { Box } from './panel.ts';

/** One panel of a column: draws itself at any place. */
interface Slot {
  /** Height with title and axis, in a picture of the natural width. */
  readonly height: number;
  readonly draw: (place: Box) => Layers;
}

/** Panels below each other. */
export interface Column {
  /** Share of the picture's width. */
  readonly share: number;
  readonly slots: readonly Slot[];
  /** Least width in pixels (default: 250). */
  readonly least?: number;
  /** Whether the column comes first in a narrow picture. */
  readonly leads?: boolean;
}

/** Natural width of most figures, at which slots have their own heights. */
export const naturalWidth = 920;

/** Space between two panels of a column. */
const gap = 26;
/** Space below the last panels. */
const bottomSpace = 10;
/** Default of a column's least width. */
const leastColumn = 250;

/** Space at the left and right edge of a picture. */
export const marginOf = (width: number): number => (width < 480 ? 16 : 24);

/** Space between two columns. */
const betweenColumns = (width: number): number => (width < 720 ? 28 : 48);

/** Places columns side by side where each has room for its panels, else all panels one below the other. */
export function layOut(columns: readonly Column[], { width, top }: { width: number; top: number }) {
  const [margin, between] = [marginOf(width), betweenColumns(width)];
  const inner = width - 2 * margin - (columns.length - 1) * between;
  if (inner < columns.reduce((sum, column) => sum + leastOf(column), 0)) return stacked(columns, { width, top });
  const height = Math.max(...columns.map(heightOf)) * heightScale(width);
  const widths = shared(columns, inner);
  let x = margin;
  const layers = columns.flatMap((column, i) => {
    const placed = place(column.slots, { x, y: top, width: widths[i], height });
    x += widths[i] + between;
    return placed;
  });
  return { layers, bottom: Math.round(top + height + bottomSpace) };
}

const leastOf = ({ least = leastColumn }: Column): number => least;

/** Wider pictures are higher too, though less so. */
const heightScale = (width: number): number => Math.min(1.35, Math.max(0.75, (width / naturalWidth) ** 0.6));

function stacked(columns: readonly Column[], { width, top }: { width: number; top: number }) {
  const slots = [...columns]
    .sort((a, b) => Number(b.leads ?? false) - Number(a.leads ?? false))
    .flatMap((c) => c.slots);
  const height = heightOf({ slots });
  const margin = marginOf(width);
  return {
    layers: place(slots, { x: margin, y: top, width: width - 2 * margin, height }),
    bottom: Math.round(top + height + bottomSpace),
  };
}

const heightOf = ({ slots }: Pick<Column, 'slots'>): number =>
  slots.reduce((sum, { height }) => sum + height, 0) + (slots.length - 1) * gap;

/** Divides a height among slots, in proportion to their own heights. */
function place(slots: readonly Slot[], { x, y, width, height }: Box): Layers[] {
  const own = slots.reduce((sum, slot) => sum + slot.height, 0);
  const scale = (height - (slots.length - 1) * gap) / own;
  let at = y;
  return slots.map((slot) => {
    const placed = slot.draw({ x, y: at, width, height: scale * slot.height });
    at += scale * slot.height + gap;
    return placed;
  });
}

/** Divides a width by shares, none below the least; the widest column gives what others lack. */
function shared(columns: readonly Column[], width: number): number[] {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map((column) => Math.max(leastOf(column), Math.round((width * column.share) / total)));
  const widest = widths.indexOf(Math.max(...widths));
  widths[widest] -= widths.reduce((sum, each) => sum + each, 0) - width;
  return widths;
}

/** How many of `count` cells of a least width stand in a row, so that all rows are as even as can be. */
export function cellsPerRow(count: number, least: number, width: number, between: number): number {
  const fitting = Math.max(1, Math.floor((width - 2 * marginOf(width) + between) / (least + between)));
  return Math.ceil(count / Math.ceil(count / fitting));
}
