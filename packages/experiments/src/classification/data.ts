import type { Split, Table } from '@hyperprior/datasets';

/** Whether these are three tables that one network can be trained, validated and tested on. */
export function fits(data: unknown): data is Split<Table> {
  if (!hasParts(data)) return false;
  const { train, validation, test } = data;
  return [train, validation, test].every((table) => isTable(table) && isTable(train) && matches(table, train));
}

function hasParts(data: unknown): data is Split<unknown> {
  return typeof data === 'object' && data !== null && 'train' in data && 'validation' in data && 'test' in data;
}

function isTable(value: unknown): value is Table {
  if (typeof value !== 'object' || value === null) return false;
  const { features, labels, count, featureCount, classNames }: Partial<Table> = value;
  return (
    features instanceof Float32Array &&
    labels instanceof Int32Array &&
    Array.isArray(classNames) &&
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
