import type { RunResult } from '@hyperprior/experiments';

/** Returns a result without the parts that its JSON leaves out. */
export function plainResult({ artifacts, ...result }: RunResult): RunResult {
  return result;
}

/** Plain data as JSON: typed arrays become lists, and numbers that JSON lacks become strings. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, (_, item) => plain(item), indent);
}

function plain(item: unknown): unknown {
  if (item instanceof Float32Array) return Array.from(item, (value) => finiteOrText(Number(value.toPrecision(7))));
  if (item instanceof Float64Array) return Array.from(item, finiteOrText);
  return typeof item === 'number' ? finiteOrText(item) : item;
}

const finiteOrText = (value: number): number | string => (Number.isFinite(value) ? withoutNoise(value) : String(value));

/** The shortest decimal of a float32, which has up to 17 digits as a float64; of any other number 15 digits, the last ones being rounding. */
function withoutNoise(value: number): number {
  if (Number.isInteger(value)) return value;
  if (Math.fround(value) !== value) return Number(value.toPrecision(15));
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}
