/** How values are put into bins: that of x is ⌊scale · x + offset⌋, or the first or the last one. */
export interface Binning {
  readonly scale: number;
  readonly offset: number;
  readonly bins: number;
}

export function binningOf(range: ArrayLike<number>, bins: number): Binning {
  const scale = bins / (range[1] - range[0]);
  // From the middle: so 0 lies on its edge exactly, where a range has it in the middle.
  return { scale, offset: bins / 2 - ((range[0] + range[1]) / 2) * scale, bins };
}

/** The bin of a value that has been scaled and shifted; NaN is in the first. */
export const binOf = (place: number, bins: number): number => (place >= bins ? bins - 1 : place > 0 ? place | 0 : 0);
