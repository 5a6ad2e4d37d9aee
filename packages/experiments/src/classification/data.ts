import type { Split, Standardized, Table } from '@hyperprior/datasets';

/** Data of a classifier. A split of `standardize` also has the mean and the standard deviation of each feature. */
export type ClassifierData = Split<Table> & Partial<Pick<Standardized, 'mean' | 'std'>>;

/** Whether these are three tables that one network can be trained, validated and tested on. */
export function fits(data: unknown): data is ClassifierData {
  if (!hasParts(data)) return false;
  const { train, validation, test } = data;
  return (
    [train, validation, test].every((table) => isTable(table) && isTable(train) && matches(table, train)) &&
    isTable(train) &&
    isScaling(data, train)
  );
}

function hasParts(data: unknown): data is Split<unknown> & { readonly mean?: unknown; readonly std?: unknown } {
  return typeof data === 'object' && data !== null && 'train' in data && 'validation' in data && 'test' in data;
}

function isTable(value: unknown): value is Table {
  if (typeof value !== 'object' || value === null) return false;
  const { features, labels, count, featureCount, classNames, rows }: Partial<Table> = value;
  return (
    features instanceof Float32Array &&
    labels instanceof Int32Array &&
    Array.isArray(classNames) &&
    (rows === undefined || (rows instanceof Int32Array && rows.length === count)) &&
    labels.length > 0 &&
    labels.length === count &&
    features.length > 0 &&
    features.length === count * (featureCount ?? 0) &&
    labels.every((label) => label >= 0 && label < classNames.length) &&
    features.every(Number.isFinite)
  );
}

const matches = (table: Table, train: Table): boolean =>
  table.featureCount === train.featureCount && table.classNames.length === train.classNames.length;

/** Whether means and deviations, if there are any, are one for each feature. */
function isScaling(
  { mean, std }: { readonly mean?: unknown; readonly std?: unknown },
  { featureCount }: Table,
): boolean {
  if (mean === undefined && std === undefined) return true;
  return [mean, std].every(
    (values) => values instanceof Float64Array && values.length === featureCount && values.every(Number.isFinite),
  );
}
