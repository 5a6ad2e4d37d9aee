import type { ThemeName } from './theme.ts';

/** Settings of a picture. */
export interface FigureOptions {
  readonly theme?: ThemeName;
  readonly title?: string;
  /**
   * Width in pixels at which the picture is shown. Panels stand side by side where they have room, else one below the
   * other; text keeps its size.
   */
  readonly width?: number;
}

/** Widths at which every figure can be read. */
const [narrowest, widest] = [280, 4000];

/** Returns the width to draw at. Throws if it is not a number in the supported range. */
export function figureWidth(call: string, width: number | undefined, natural: number): number {
  if (width === undefined) return natural;
  if (width >= narrowest && width <= widest) return Math.round(width);
  throw new RangeError(`${call}: 'width' must be a number from ${narrowest} to ${widest} pixels, but got ${width}`);
}
