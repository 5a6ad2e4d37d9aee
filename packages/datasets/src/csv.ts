import { CsvError } from './csv-error.ts';
import type { CsvOptions } from './csv-options.ts';
import { csvRows } from './csv-rows.ts';
import type { CsvRow } from './cut-rows.ts';
import { readDecimal } from './decimal.ts';
import { emptyColumnAdvice, readFeatures } from './features.ts';
import { hasHeader } from './header.ts';
import { quote } from './quote.ts';
import type { Table } from './table.ts';

/**
 * Reads a table of numbers with one column of classes. The classes' names are sorted: by value when all are numbers,
 * by character otherwise.
 *
 * @throws CsvError with the line and the column of the first cell that is wrong. No cell is skipped, filled in or truncated.
 */
export function parseCsv(text: string, options: CsvOptions = {}): Table {
  const { label = -1, header, decimal } = options;
  const rows = csvRows(text, options);
  const isNamed = header ?? hasHeader(rows, label, decimal);
  const names = rows[0].cells.map((cell, i) => (isNamed && cell !== '' ? cell : String(i + 1)));
  if (isNamed) requireDistinct(names, rows[0].line);
  const body = isNamed ? rows.slice(1) : rows;
  if (body.length === 0) throw new CsvError('header-only', `the text holds a header (line ${rows[0].line}) and no row`);
  const labelColumn = findLabel(names, label, isNamed);
  if (names.length === 1) {
    throw new CsvError(
      'no-features',
      `the table must have a feature column and a label column, but has only '${names[0]}'`,
    );
  }
  const { labels, classNames } = readLabels(body, labelColumn, names[labelColumn]);
  const featureNames = names.filter((_, column) => column !== labelColumn);
  return {
    features: readFeatures(body, { names, labelColumn, isNamed, options }),
    labels,
    count: body.length,
    featureCount: featureNames.length,
    classNames,
    featureNames,
  };
}

function requireDistinct(names: readonly string[], line: number): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new CsvError('duplicate-column', `line ${line}: two columns must not share the name ${quote(twice)}`, {
    line,
    column: twice,
  });
}

function findLabel(names: readonly string[], label: string | number, isNamed: boolean): number {
  const column = typeof label === 'string' ? names.indexOf(label) : label < 0 ? names.length + label : label;
  if (Number.isInteger(column) && column >= 0 && column < names.length) return column;
  const known = isNamed
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
      const where = { line, column: name };
      const isAll = rows.every((row) => row.cells[column] === '');
      const advice = isAll ? `, ${emptyColumnAdvice}; or set 'label' to another column` : '';
      throw new CsvError('empty-label', `line ${line}, column '${name}': the label is empty${advice}`, where);
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
