/** Plain data as JSON: typed arrays become lists, and numbers that JSON lacks become strings. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, (_, item) => plain(item), indent);
}

function plain(item: unknown): unknown {
  if (item instanceof Float32Array) return Array.from(item, (value) => finiteOrText(Number(value.toPrecision(7))));
  if (item instanceof Float64Array) return Array.from(item, finiteOrText);
  return typeof item === 'number' ? finiteOrText(item) : item;
}

const finiteOrText = (value: number): number | string => (Number.isFinite(value) ? value : String(value));
