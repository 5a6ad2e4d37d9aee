/** Rows of features, each with a class: the form in which experiments take data. */
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
  /** Index of each row in the table that it was selected from; absent if the table is not a selection. */
  readonly rows?: Int32Array;
}

/** Three parts of one table that share no row. */
export interface Split<Part = Table> {
  readonly train: Part;
  readonly validation: Part;
  readonly test: Part;
}

export type TableErrorCode = 'shares' | 'seed' | 'too-few-rows' | 'row-out-of-range' | 'feature-count';

/** Error for a table that does not fit the request. */
export class TableError extends Error {
  override readonly name = 'TableError';
  readonly code: TableErrorCode;

  constructor(code: TableErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Copies the rows with the given indices, in that order. `rows` of the selection names them by their indices in the first
 * table, also after several selections. Throws `TableError` if an index is out of range.
 */
export function selectRows(table: Table, rows: ArrayLike<number>): Table {
  const { featureCount } = table;
  const features = new Float32Array(rows.length * featureCount);
  const labels = new Int32Array(rows.length);
  const origins = new Int32Array(rows.length);
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
    origins[i] = table.rows?.[row] ?? row;
  }
  return { ...table, features, labels, rows: origins, count: rows.length };
}
