import Papa from 'papaparse';
import { CsvError } from './csv-error.ts';

/** One row of text cells and the line on which it begins (from 1). */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Cuts a text into rows of equal width. Blank lines are left out; all line ends and a byte-order mark are taken. */
export function csvRows(text: string, delimiter: string | undefined): CsvRow[] {
  // Without the last line end: papaparse counts the emptiness after it as a row when it guesses the delimiter.
  const source = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '');
  const rows: CsvRow[] = [];
  let line = 1;
  let cursor = 0;
  Papa.parse<string[]>(source, {
    delimiter: delimiter ?? '',
    delimitersToGuess: [',', ';', '\t'],
    newline: '\n',
    step: ({ data, errors, meta }) => {
      const fault = errors.find((error) => error.type === 'Quotes');
      if (fault) throw new CsvError('quotes', `line ${line}: a quoted cell is malformed (${fault.message})`, { line });
      const cells = data.map((cell) => cell.trim());
      if (cells.length > 1 || cells[0] !== '') rows.push({ line, cells });
      line += countLineEnds(source, cursor, meta.cursor);
      cursor = meta.cursor;
    },
  });
  requireEqualWidths(rows);
  return rows;
}

function countLineEnds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function requireEqualWidths(rows: readonly CsvRow[]): void {
  if (rows.length === 0) throw new CsvError('empty', 'the text holds no row');
  const width = rows[0].cells.length;
  for (const { line, cells } of rows) {
    if (cells.length === width) continue;
    throw new CsvError(
      'ragged-row',
      `line ${line} must have ${width} cells, as line ${rows[0].line} has, but has ${cells.length}`,
      { line },
    );
  }
}
