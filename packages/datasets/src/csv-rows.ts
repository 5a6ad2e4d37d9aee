import { CsvError } from './csv-error.ts';
import type { CsvFormat } from './csv-format.ts';
import { type CsvRow, cutRows } from './cut-rows.ts';
import { guessDelimiter } from './delimiter.ts';

/** Cuts a text into rows of equal width. Blank lines are skipped; all line ends and a byte-order mark are accepted. */
export function csvRows(text: string, { delimiter, decimal }: CsvFormat): CsvRow[] {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (source.includes('\0') || source.startsWith('\u001f\uFFFD'))
    throw new CsvError('not-text', 'the text must be decoded, but holds binary data; read it as UTF-8 text');
  const rows = [...cutRows(source, delimiter ?? guessDelimiter(source, decimal))];
  requireEqualWidths(rows);
  return rows;
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
