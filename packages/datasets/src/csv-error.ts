export type CsvErrorCode =
  | 'not-text'
  | 'delimiter'
  | 'empty'
  | 'header-only'
  | 'unclear-header'
  | 'quotes'
  | 'ragged-row'
  | 'no-features'
  | 'unknown-label'
  | 'duplicate-column'
  | 'empty-cell'
  | 'not-a-number'
  | 'not-finite'
  | 'too-large'
  | 'too-small'
  | 'not-exact'
  | 'empty-label'
  | 'too-few-classes';

/** Error for a table that cannot be read: a one-line message and the position of the fault. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly code: CsvErrorCode;
  /** Line number, from 1. */
  readonly line?: number;
  /** The column's name, or its number (from 1) in a table without a header. */
  readonly column?: string;

  constructor(code: CsvErrorCode, message: string, place: { line?: number; column?: string } = {}) {
    super(`parseCsv: ${message}`);
    this.code = code;
    this.line = place.line;
    this.column = place.column;
  }
}
