import type { LoggedRecord } from './logged-record.ts';

/** The record of a line that `logLine` wrote; null where it is none. */
export function parseRecord(line: string): LoggedRecord | null {
  try {
    const { step, values, problems = {} } = JSON.parse(line);
    if (!(Number.isSafeInteger(step) && step >= 0 && isObject(values) && areTexts(problems))) return null;
    return { step, values: unusual.test(line) ? ofObject(values) : values, problems };
  } catch {
    return null;
  }
}

/** Numbers that JSON has not, as they are written: a line without them is not gone through. */
const unusual = /"(?:NaN|-?Infinity)"/;

const numbers = new Map<unknown, number>(
  [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((number) => [String(number), number]),
);

function numbersOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numbersOf);
  return isObject(value) ? ofObject(value) : (numbers.get(value) ?? value);
}

const ofObject = (object: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, numbersOf(value)]));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const areTexts = (value: unknown): value is Record<string, string> =>
  isObject(value) && Object.values(value).every((each) => typeof each === 'string');
