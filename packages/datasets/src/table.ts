/** Rows of features with a class each: the one shape in which data reaches an experiment. */
export interface Table {
  /** `[count, featureCount]`, row by row. */
  readonly features: Float32Array;
  /** `[count]`, an index into `classNames`. */
  readonly labels: Int32Array;
  readonly count: number;
  readonly featureCount: number;
  readonly classNames: readonly string[];
  /** One name per feature, where the source had names. */
  readonly featureNames?: readonly string[];
}

/** Three parts of one table that share no row. */
export interface Split<Part = Table> {
  readonly train: Part;
  readonly validation: Part;
  readonly test: Part;
}

export type TableErrorCode = 'shares' | 'seed' | 'too-few-rows' | 'row-out-of-range' | 'feature-count';

/** A table that cannot be used as asked, or a request that cannot be met. */
export class TableError extends Error {
  override readonly name = 'TableError';
  readonly code: TableErrorCode;

  constructor(code: TableErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The rows with the given indices, in that order, copied. Throws `TableError` on an index that is no row. */
export function selectRows(table: Table, rows: ArrayLike<number>): Table {
  const { featureCount } = table;
  const features = new Float32Array(rows.length * featureCount);
  const labels = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (!Number.isInteger(row) || row < 0 || row >= table.count) {
      throw new TableError(
        'row-out-of-range',
        `selectRows: 'rows' must hold integers from 0 to ${table.count - 1}, but rows[${i}] is ${row}`,
      );
    }
    features.set(table.features.subarray(row * featureCount, (row + 1) * featureCount), i * featureCount);
    labels[i] = table.labels[row];
  }
  return { ...table, features, labels, count: rows.length };
}
