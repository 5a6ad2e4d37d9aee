import { CsvError } from './csv-error.ts';
import type { CsvFormat } from './csv-format.ts';
import { cutRows } from './cut-rows.ts';

const names = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' } as const;

/** Other separators that are recognized, but used only if `delimiter` names them. */
const others = { '|': "'|'; set 'delimiter' to '|'", ' ': 'blanks; write commas between them' } as const;

/**
 * Returns the one delimiter of comma, semicolon and tab that cuts all rows into the same number of cells, two or more, where
 * quoted delimiters do not count. If none does, returns the one that cuts the first row into the most cells.
 *
 * @throws CsvError `delimiter` if several do, or if only another character does.
 */
export function guessDelimiter(source: string, decimal: CsvFormat['decimal']): string {
  const candidates = ([',', ';', '\t'] as const).filter((each) => each !== decimal);
  const fitting = candidates.filter((each) => commonWidth(source, each) > 1);
  if (fitting.length === 1) return fitting[0];
  if (fitting.length > 1) {
    const words = fitting.map((each) => names[each]).join(' and by ');
    const comma = fitting[0] === ',' ? ", or 'decimal' to ',' if the commas are decimal ones" : '';
    throw new CsvError('delimiter', `the rows can be cut by ${words} alike; set 'delimiter'${comma}`);
  }
  const widths = candidates.map((each) => firstWidth(source, each));
  if (Math.max(...widths) < 2) refuseOthers(source);
  return candidates[widths.indexOf(Math.max(...widths))];
}

function refuseOthers(source: string): void {
  const single = source.replace(/ +/g, ' ').replace(/^ | $/gm, '');
  for (const [other, advice] of Object.entries(others))
    if (commonWidth(single, other) > 1)
      throw new CsvError(
        'delimiter',
        `the cells must be separated by commas, semicolons or tabs, but are by ${advice}`,
      );
}

/** Number of cells that all rows have; 0 if they differ. */
function commonWidth(source: string, delimiter: string): number {
  let width = 0;
  try {
    for (const { cells } of cutRows(source, delimiter)) {
      width ||= cells.length;
      if (cells.length !== width || width < 2) return 0;
    }
  } catch (error) {
    if (error instanceof CsvError) return 0;
    throw error;
  }
  return width;
}

/** Number of cells of the first row; 0 if it cannot be cut. */
function firstWidth(source: string, delimiter: string): number {
  try {
    for (const { cells } of cutRows(source, delimiter)) return cells.length;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return 0;
}
