import type { Histogram } from '../quantities/gradient-histogram.ts';
import { type Bytes, double, doubles, float, message, string } from './protobuf.ts';

/**
 * What TensorBoard can show of a value, as the values of a Summary: a number under the tag, what is in lists and objects
 * under tag/index or tag/name, of an alpha alpha alone, and histograms of one axis. Nothing else: no
 * lists of lists.
 */
export function summaryValues(tag: string, value: unknown, variables: readonly string[]): Bytes[] {
  if (typeof value === 'number') return [message(1, string(1, tag), float(2, value))];
  if (typeof value !== 'object' || value === null) return [];
  if ('alpha' in value && 'since' in value) return summaryValues(tag, value.alpha, variables);
  if ('counts' in value && 'edges' in value)
    return isHistogram(value) ? [message(1, string(1, tag), message(5, ...histogram(value)))] : [];
  // A list of lists, such as all parameters, would be a scalar for each number.
  if (isList(value) && Object.values(value).some((each) => typeof each === 'object')) return [];
  const names = Object.keys(value);
  const isByVariable = isList(value) && names.length === variables.length;
  return Object.values(value).flatMap((each, i) =>
    summaryValues(`${tag}/${isByVariable ? variables[i] : names[i]}`, each, variables),
  );
}

const isList = (value: object): boolean => Array.isArray(value) || ArrayBuffer.isView(value);

/** One axis: not lists of lists. */
const isHistogram = (value: object): value is Histogram =>
  'counts' in value &&
  'edges' in value &&
  [value.counts, value.edges].every(
    (list) => Array.isArray(list) && list.length > 0 && list.every((each) => typeof each === 'number'),
  ) &&
  (value as Histogram).edges.length === (value as Histogram).counts.length + 1;

/** A HistogramProto. Its sums are those of values in the middles of their bins: the true ones are not known. */
function histogram({ counts, edges }: Histogram): Bytes[] {
  const sum = (power: number) =>
    counts.reduce((total, count, i) => total + count * ((edges[i] + edges[i + 1]) / 2) ** power, 0);
  return [
    double(1, edges[0]),
    double(2, edges[edges.length - 1]),
    double(3, sum(0)),
    double(4, sum(1)),
    double(5, sum(2)),
    doubles(6, edges.slice(1)),
    doubles(7, counts),
  ];
}
