/** Round numbers within an interval, about so many of them. */
export function ticks([low, high]: readonly [number, number], count: number): number[] {
  const rough = (high - low) / count;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = decade * ([1, 2, 5].find((each) => each * decade >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const length = Math.floor(high / step) - first + 1;
  // Multiplied and rounded, not added up: 0.3, and not 0.30000000000000004.
  return Array.from({ length }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
