/** A number of a log, which may be anything; NaN where it is none. */
export const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** The norm over all variables of what is a norm of each. */
export function overallNorm(value: unknown): number {
  return Array.isArray(value) ? Math.sqrt(sumOf(value.map((each) => each * each))) : numberOf(value);
}

/** The sum over all variables. */
export const overallSum = (value: unknown): number => (Array.isArray(value) ? sumOf(value) : numberOf(value));

const sumOf = (values: readonly unknown[]): number => values.reduce<number>((sum, each) => sum + numberOf(each), 0);

/** Alpha of a record, and the step that it is of. */
export function alphaOf(value: unknown): { since?: number; alpha: number } {
  if (typeof value !== 'object' || value === null || !('alpha' in value)) return { alpha: numberOf(value) };
  return { alpha: numberOf(value.alpha), ...('since' in value && { since: numberOf(value.since) }) };
}

/** Counts between edges. */
export interface Counts {
  readonly counts: readonly number[];
  readonly edges: readonly number[];
}

/** Counts in a grid of two axes, by the bin of the first one, then by that of the second. */
export interface Counts2d {
  readonly counts: readonly (readonly number[])[];
  readonly edges: readonly [readonly number[], readonly number[]];
}

export const isCounts = (value: unknown): value is Counts =>
  isHistogram(value) && areNumbers(value.counts) && areEdges(value.edges, value.counts.length);

export const isCounts2d = (value: unknown): value is Counts2d => {
  if (!isHistogram(value) || !Array.isArray(value.edges) || !Array.isArray(value.counts)) return false;
  const [first, second] = value.edges;
  return (
    areEdges(first, value.counts.length) && value.counts.every((row) => areNumbers(row) && areEdges(second, row.length))
  );
};

const isHistogram = (value: unknown): value is { counts: unknown; edges: unknown } =>
  typeof value === 'object' && value !== null && 'counts' in value && 'edges' in value;

const areNumbers = (list: unknown): list is number[] => Array.isArray(list) && list.every(Number.isFinite);

const areEdges = (list: unknown, bins: number): list is number[] =>
  areNumbers(list) && bins > 0 && list.length === bins + 1 && list.every((edge, i) => i === 0 || edge > list[i - 1]);
