/** Frames as JSON lines, as `hyperprior --out` writes them: typed arrays are lists, NaN and infinities are strings. */
export const frameLines = (frames: readonly object[]): string =>
  frames.map((frame) => `${JSON.stringify(frame, (_, item: unknown) => plain(item))}\n`).join('');

function plain(item: unknown): unknown {
  if (item instanceof Float32Array) return Array.from(item, (value) => finiteOrText(Number(value.toPrecision(7))));
  if (item instanceof Float64Array) return Array.from(item, finiteOrText);
  return typeof item === 'number' ? finiteOrText(item) : item;
}

const finiteOrText = (value: number): number | string => (Number.isFinite(value) ? value : String(value));
