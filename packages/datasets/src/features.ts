import { CsvError } from './csv-error.ts';
import type { CsvOptions } from './csv-options.ts';
import type { CsvRow } from './cut-rows.ts';
import { float32Problem, float32Requirements, readDecimal } from './decimal.ts';
import { quote } from './quote.ts';

/** Columns of a table, and the options used to find them. */
interface Columns {
  readonly names: readonly string[];
  readonly labelColumn: number;
  /** Whether the names come from the table's header. */
  readonly isNamed: boolean;
  readonly options: CsvOptions;
}

/** Reads the feature cells as numbers, row by row. Throws a CsvError for the first cell that is not a number. */
export function readFeatures(rows: readonly CsvRow[], columns: Columns): Float32Array {
  const { names, labelColumn, options } = columns;
  const features = new Float32Array(rows.length * (names.length - 1));
  let next = 0;
  for (const row of rows) {
    for (let column = 0; column < names.length; column++) {
      if (column === labelColumn) continue;
      const cell = row.cells[column];
      const value = readDecimal(cell, options.decimal);
      if (typeof value !== 'number' || float32Problem(value, cell) !== null)
        throw problemOf(rows, row, column, columns);
      features[next++] = value;
    }
  }
  return features;
}

/** Advice if a column is empty. */
export const emptyColumnAdvice = 'as in every row; remove the column, or the delimiter at the end of each line';

/** Returns the error for a cell that is not a valid feature. */
function problemOf(rows: readonly CsvRow[], row: CsvRow, at: number, columns: Columns): CsvError {
  const cell = row.cells[at];
  const column = columns.names[at];
  const place = { line: row.line, column };
  const where = `line ${row.line}, column '${column}'`;
  const value = readDecimal(cell, columns.options.decimal);
  if (value === 'empty' && rows.length > 1 && rows.every(({ cells }) => cells[at] === ''))
    return new CsvError('empty-cell', `${where}: the cell is empty, ${emptyColumnAdvice}`, place);
  if (value === 'empty')
    return new CsvError('empty-cell', `${where}: the cell is empty; fill it or drop the row`, place);
  if (value === 'missing')
    return new CsvError('empty-cell', `${where}: has no value, but ${quote(cell)}; fill it or drop the row`, place);
  if (value === 'not-finite')
    return new CsvError('not-finite', `${where}: must be a finite number, but is ${quote(cell)}`, place);
  const problem = typeof value === 'number' ? float32Problem(value, cell) : null;
  if (problem === null) {
    const isOfTexts = rows.every(({ cells }) => readDecimal(cells[at], columns.options.decimal) === 'not-a-number');
    const hint = hintOf(cell, { ...columns, name: column, isFirst: row === rows[0], isOfTexts });
    return new CsvError('not-a-number', `${where}: must be a number, but is ${quote(cell)}${hint}`, place);
  }
  const advice = problem === 'not-exact' ? '; subtract a constant from the column, or divide it by one' : '';
  return new CsvError(problem, `${where}: must ${float32Requirements[problem]}, but is ${quote(cell)}${advice}`, place);
}

/** Context of a cell. */
interface Surroundings extends Columns {
  /** Name of the cell's column. */
  readonly name: string;
  /** Whether the cell is in the first row. */
  readonly isFirst: boolean;
  /** Whether no cell of the column is a number. */
  readonly isOfTexts: boolean;
}

/** Returns a hint for the likeliest reason why a cell holds text instead of a number. */
function hintOf(cell: string, { name, isFirst, isOfTexts, isNamed, options }: Surroundings): string {
  if (/^[+-]?\d+,\d+$/.test(cell)) return "; write decimals with a point, or set 'decimal' to ','";
  if (/^[+-]?\d+\.\d+$/.test(cell)) return "; 'decimal' is ',', so write decimals with a comma";
  if (/^\d{1,4}([-/.])\d{1,2}\1\d{1,4}\b/.test(cell)) return '; write a date as a number, for instance of days';
  if (isOfTexts && options.label === undefined)
    return `; if this is the column of the classes, set 'label' to '${name}'`;
  if (isFirst && !isNamed && options.header === undefined) return "; if this line holds names, set 'header' to true";
  return '';
}
