import { CsvError } from './csv-error.ts';

/** One row of text cells and the line on which it begins (from 1). */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Cuts a text into rows of cells; blank lines are skipped. Blanks around a cell are dropped, so a quote may follow them. A
 * quote inside a cell that does not begin with one is an ordinary character.
 *
 * @throws CsvError `quotes` if a quoted cell does not end, or text follows its end.
 */
export function* cutRows(source: string, delimiter: string): Generator<CsvRow> {
  const cutter = new Cutter(source, delimiter);
  while (!cutter.isAtEnd) {
    const { line } = cutter;
    const cells = cutter.row();
    if (cells.length > 1 || cells[0] !== '') yield { line, cells };
  }
}

/** Position in a text that is cut from its beginning to its end. */
class Cutter {
  line = 1;
  readonly #source: string;
  readonly #delimiter: string;
  #at = 0;
  /** The next delimiter and the next line end from `#at` on: each is searched for once. */
  #nextDelimiter = -1;
  #nextLineEnd = -1;

  constructor(source: string, delimiter: string) {
    this.#source = source;
    this.#delimiter = delimiter;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  row(): string[] {
    const cells = [this.#cell()];
    while (this.#source.startsWith(this.#delimiter, this.#at)) {
      this.#at += this.#delimiter.length;
      cells.push(this.#cell());
    }
    this.#at++; // the line end
    this.line++;
    return cells;
  }

  #cell(): string {
    const end = this.#cellEnd();
    const text = this.#source.slice(this.#at, end);
    const blanks = text.length - text.trimStart().length;
    if (text[blanks] === '"') return this.#quoted(this.#at + blanks);
    this.#at = end;
    return text.trim();
  }

  #quoted(opening: number): string {
    const begin = this.line;
    let closing = opening;
    do {
      closing = this.#source.indexOf('"', closing + 1);
      if (closing < 0) throw malformed(begin, 'its closing quote is missing');
      if (this.#source[closing + 1] !== '"') break;
    } while (++closing);
    const text = this.#source.slice(opening + 1, closing);
    this.line += text.split('\n').length - 1;
    this.#at = closing + 1;
    const end = this.#cellEnd();
    if (this.#source.slice(this.#at, end).trim() !== '') throw malformed(begin, 'text follows its closing quote');
    this.#at = end;
    return text.replaceAll('""', '"').trim();
  }

  /** The first delimiter, line end or end of the text from here on. */
  #cellEnd(): number {
    const find = (text: string) => {
      const found = this.#source.indexOf(text, this.#at);
      return found < 0 ? this.#source.length : found;
    };
    if (this.#nextDelimiter < this.#at) this.#nextDelimiter = find(this.#delimiter);
    if (this.#nextLineEnd < this.#at) this.#nextLineEnd = find('\n');
    return Math.min(this.#nextDelimiter, this.#nextLineEnd);
  }
}

const malformed = (line: number, why: string) =>
  new CsvError('quotes', `line ${line}: a quoted cell is malformed: ${why}`, { line });
