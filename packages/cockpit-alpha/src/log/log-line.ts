import { requireWhole } from '../require.ts';

/** What a log takes: a cockpit's record, or one that was read from another log. */
interface AnyRecord {
  readonly step: number;
  readonly values: object;
  readonly problems: object;
}

/**
 * A record as one line of JSON, its end included, for a log that is only ever added to. `readLog` and `LogReader` read
 * it. NaN and the infinities, which JSON has not, become the texts "NaN", "Infinity" and "-Infinity"; typed arrays become
 * lists, errors their messages.
 * @throws RangeError where the step is not a whole number from 0
 * @throws TypeError where a value is not plain data: it holds itself, a bigint, a map, a tensor
 */
export function logLine({ step, values, problems }: AnyRecord): string {
  requireWhole('logLine', 'record.step', step, 0);
  const told = Object.entries(problems).map(([name, problem]) => [name, messageOf(problem)]);
  const record = { step, values, ...(told.length > 0 && { problems: Object.fromEntries(told) }) };
  return `${JSON.stringify(record, plain)}\n`;
}

const messageOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));

function plain(name: string, value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Float32Array);
  if (typeof value === 'object' && value !== null && !isPlain(value))
    throw new TypeError(
      `logLine: 'record.values' must be plain data, but '${name}' is a ${value.constructor.name}; turn it into numbers, lists and objects`,
    );
  return value;
}

const isPlain = (value: object): boolean =>
  Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value));
