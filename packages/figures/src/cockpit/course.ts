import type { LoggedRecord } from '@hyperprior/cockpit-alpha';

/** What was measured at some steps. */
export interface Course {
  readonly steps: Float64Array;
  /** NaN where it was not defined. */
  readonly values: Float64Array;
}

/** The course of a quantity; null where a log has no number of it. */
export function courseOf(
  records: readonly LoggedRecord[],
  name: string,
  read: (value: unknown) => number,
  stepOf: (record: LoggedRecord) => number = ({ step }) => step,
): Course | null {
  const [steps, values]: [number[], number[]] = [[], []];
  for (const record of records) {
    if (!Object.hasOwn(record.values, name)) continue;
    steps.push(stepOf(record));
    values.push(read(record.values[name]));
  }
  return values.some(Number.isFinite) ? { steps: Float64Array.from(steps), values: Float64Array.from(values) } : null;
}

/** The value of a quantity that was measured last and is of a kind; null where there is none. */
export function latest<Value>(
  records: readonly LoggedRecord[],
  name: string,
  isOfKind: (value: unknown) => value is Value,
): Value | null {
  for (let i = records.length - 1; i >= 0; i--) {
    const value = records[i].values[name];
    if (isOfKind(value)) return value;
  }
  return null;
}

/** The names whose values are numbers. */
export function numbersIn(records: readonly LoggedRecord[]): string[] {
  const names = new Set<string>();
  for (const { values } of records) for (const name in values) if (typeof values[name] === 'number') names.add(name);
  return [...names];
}
