import type { CsvFormat } from './csv-format.ts';

export interface CsvOptions extends CsvFormat {
  /**
   * The column of the classes: its name, or its index from 0 (from the end, when negative). Default: the last column.
   * The columns of a table without a header are named '1', '2', ...
   */
  readonly label?: string | number;
  /** Whether the first row holds names. Default: it does when its feature cells are texts, none of them a number. */
  readonly header?: boolean;
}
