import type { Split, Table } from '@hyperprior/datasets';

/** Describes a setting's value so that equal values, and only those, have equal descriptions. */
export function identity(value: unknown): string {
  if (value === undefined || value === null) return 'left out';
  if (value instanceof Float32Array) return `${value.length} values (${hash([value])})`;
  if (typeof value === 'object' && 'label' in value) return String(value.label);
  if (isTables(value)) return dataFingerprint(value);
  return JSON.stringify(value);
}

/** Describes the tables that a network is trained, validated and tested on, with a fingerprint of their contents. */
function dataFingerprint({ train, validation, test }: Split<Table>): string {
  const tables = [train, validation, test];
  const rows = tables.map(({ count }) => count).join(' + ');
  const values = hash(tables.flatMap(({ features, labels }) => [features, labels]));
  return `${rows} rows of ${train.featureCount} features in ${train.classNames.length} classes (${values})`;
}

const isTables = (value: unknown): value is Split<Table> =>
  typeof value === 'object' && value !== null && 'train' in value && 'validation' in value && 'test' in value;

/** FNV-1a over 32-bit words, as hexadecimal digits. */
function hash(arrays: readonly (Float32Array | Int32Array)[]): string {
  let sum = 0x811c9dc5;
  for (const { buffer, byteOffset, length } of arrays)
    for (const word of new Uint32Array(buffer, byteOffset, length)) sum = Math.imul(sum ^ word, 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
}
