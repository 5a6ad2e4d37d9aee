import { CsvError } from './csv-error.ts';
import type { CsvFormat } from './csv-format.ts';
import type { CsvRow } from './cut-rows.ts';
import { readDecimal } from './decimal.ts';

/**
 * Whether the first row holds names: it does when its feature cells are texts, none of them a number.
 *
 * @throws CsvError `unclear-header` if the row holds numbers, but may still be a row of names.
 */
export function hasHeader(rows: readonly CsvRow[], label: string | number, decimal: CsvFormat['decimal']): boolean {
  const [{ cells, line }] = rows;
  const labelColumn = typeof label === 'string' ? cells.indexOf(label) : label < 0 ? cells.length + label : label;
  const features = cells.filter((_, column) => column !== labelColumn).map((cell) => readDecimal(cell, decimal));
  // A label's name alone, beside a column that has none, is a header too.
  const named = typeof label === 'string' && labelColumn >= 0 && readDecimal(label) === 'not-a-number';
  const isOfTexts = features.every((value) => typeof value !== 'number' && value !== 'not-finite');
  if (isOfTexts) return named || features.includes('not-a-number');
  const isOfNumbers = features.every((value) => typeof value === 'number');
  if (isOfNumbers && (numbersColumns(cells) || isAloneInItsClass(rows, labelColumn)))
    throw new CsvError(
      'unclear-header',
      `line ${line} holds numbers, but may be a row of names; set 'header' to true if it is, to false if it is data`,
      { line },
    );
  return false;
}

/** Whether cells count from 0 or 1, as generated names do: four or more, to rule out chance. */
const numbersColumns = (cells: readonly string[]): boolean =>
  cells.length >= 4 && [0, 1].some((first) => cells.every((cell, i) => cell === String(first + i)));

/** Whether the class of the first row is in no other row, while every other class is in several. */
function isAloneInItsClass(rows: readonly CsvRow[], column: number): boolean {
  const counts = new Map<string, number>();
  for (const { cells } of rows) counts.set(cells[column], (counts.get(cells[column]) ?? 0) + 1);
  const own = rows[0].cells[column];
  return counts.size > 1 && [...counts].every(([name, count]) => (name === own ? count === 1 : count > 1));
}
