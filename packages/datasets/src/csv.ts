import { CsvError } from './csv-error.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';
import { readDecimal } from './decimal.ts';
import { quote } from './quote.ts';
import type { Table } from './table.ts';

export interface CsvOptions {
  /**
   * The column of the classes: its name, or its index from 0 (from the end, when negative). The last column unless told.
   * The columns of a table without a header are named '1', '2', ...
   */
  readonly label?: string | number;
  /** Whether the first row holds names. Unless told, it does when its feature cells are texts, none of them a number. */
  readonly header?: boolean;
  /** Unless told, the comma, semicolon or tab that cuts the text into equal rows. */
  readonly delimiter?: ',' | ';' | '\t';
}

/**
 * Reads a table of numbers with one column of classes. The classes' names are sorted: by value when all are numbers,
 * by character otherwise.
 *
 * @throws CsvError with the line and the column of the first cell that is wrong. Nothing is left out, filled in or cut off.
 */
export function parseCsv(text: string, { label = -1, header, delimiter }: CsvOptions = {}): Table {
  const rows = csvRows(text, delimiter);
  const hasHeader = header ?? looksLikeHeader(rows[0], label);
  const names = rows[0].cells.map((cell, i) => (hasHeader && cell !== '' ? cell : String(i + 1)));
  if (hasHeader) requireDistinct(names, rows[0].line);
  const body = hasHeader ? rows.slice(1) : rows;
  if (body.length === 0) throw new CsvError('header-only', `the text holds a header (line ${rows[0].line}) and no row`);
  const labelColumn = findLabel(names, label, hasHeader);
  if (names.length === 1) {
    throw new CsvError(
      'no-features',
      `the table must have a feature column and a label column, but has only '${names[0]}'`,
    );
  }
  const { labels, classNames } = readLabels(body, labelColumn, names[labelColumn]);
  const featureNames = names.filter((_, column) => column !== labelColumn);
  return {
    features: readFeatures(body, labelColumn, names),
    labels,
    count: body.length,
    featureCount: featureNames.length,
    classNames,
    featureNames,
  };
}

function looksLikeHeader({ cells }: CsvRow, label: string | number): boolean {
  const labelColumn = typeof label === 'string' ? cells.indexOf(label) : label < 0 ? cells.length + label : label;
  const features = cells.filter((_, column) => column !== labelColumn).map(readDecimal);
  // A label's name alone, beside a column that has none, is a header too.
  const named = typeof label === 'string' && labelColumn >= 0 && readDecimal(label) === 'not-a-number';
  return (
    features.every((value) => value === 'not-a-number' || value === 'empty') &&
    (named || features.includes('not-a-number'))
  );
}

function requireDistinct(names: readonly string[], line: number): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new CsvError('duplicate-column', `line ${line}: two columns must not share the name ${quote(twice)}`, {
    line,
    column: twice,
  });
}

function findLabel(names: readonly string[], label: string | number, hasHeader: boolean): number {
  const column = typeof label === 'string' ? names.indexOf(label) : label < 0 ? names.length + label : label;
  if (Number.isInteger(column) && column >= 0 && column < names.length) return column;
  const known = hasHeader
    ? listed(names)
    : `no header, so its columns are '1' to '${names.length}' (with 'header' true, its first row holds their names)`;
  throw new CsvError(
    'unknown-label',
    `'label' must be a column of the table, but is ${quote(String(label))}; it has ${known}`,
    {
      column: String(label),
    },
  );
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).map(quote).join(', ');
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown;
}

function readLabels(rows: readonly CsvRow[], column: number, name: string) {
  const texts = rows.map(({ cells, line }) => {
    if (cells[column] === '') {
      throw new CsvError('empty-label', `line ${line}, column '${name}': the label is empty`, { line, column: name });
    }
    return cells[column];
  });
  const classNames = [...new Set(texts)].sort();
  if (classNames.every((text) => typeof readDecimal(text) === 'number'))
    classNames.sort((a, b) => Number(a) - Number(b));
  if (classNames.length < 2) {
    throw new CsvError(
      'too-few-classes',
      `column '${name}' must hold at least two classes, but every row has ${quote(classNames[0])}`,
      { column: name },
    );
  }
  const index = new Map(classNames.map((text, i) => [text, i]));
  return { labels: Int32Array.from(texts, (text) => index.get(text) ?? -1), classNames };
}

function readFeatures(rows: readonly CsvRow[], labelColumn: number, names: readonly string[]): Float32Array {
  const features = new Float32Array(rows.length * (names.length - 1));
  let next = 0;
  for (const { cells, line } of rows) {
    for (let column = 0; column < names.length; column++) {
      if (column !== labelColumn) features[next++] = readFeature(cells[column], line, names[column]);
    }
  }
  return features;
}

function readFeature(cell: string, line: number, column: string): number {
  const value = readDecimal(cell);
  const where = `line ${line}, column '${column}'`;
  if (value === 'empty')
    throw new CsvError('empty-cell', `${where}: the cell is empty; fill it or drop the row`, { line, column });
  if (value === 'not-finite') {
    throw new CsvError('not-finite', `${where}: must be a finite number, but is ${quote(cell)}`, { line, column });
  }
  if (value === 'not-a-number') {
    const hint = /^[+-]?\d+,\d+$/.test(cell) ? '; write decimals with a point' : '';
    throw new CsvError('not-a-number', `${where}: must be a number, but is ${quote(cell)}${hint}`, { line, column });
  }
  if (!Number.isFinite(Math.fround(value))) {
    throw new CsvError('too-large', `${where}: must fit a 32-bit float, but is ${quote(cell)}`, { line, column });
  }
  return value;
}
