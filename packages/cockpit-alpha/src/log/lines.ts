/** More characters than any record has: a line that is longer is not kept. */
const longest = 2 ** 26;

/** Cuts text that comes in pieces into lines. */
export class Lines {
  /** Pieces of the line that has not ended, and how long they are. */
  #begun: string[] = [];
  #length = 0;
  #isFirst = true;

  /** The lines that end within a piece, without their ends. One that is far too long is given as its beginning. */
  *add(text: string): Generator<string> {
    let from = 0;
    if (this.#isFirst && text !== '') {
      this.#isFirst = false;
      if (text.startsWith('\ufeff')) from = 1;
    }
    for (let to = text.indexOf('\n', from); to >= 0; to = text.indexOf('\n', from)) {
      const end = text.slice(from, to);
      from = to + 1;
      yield this.#begun.length > 0 ? this.#ended(end) : end;
    }
    if (from < text.length) this.#begin(text.slice(from));
  }

  /** The line that has not ended. */
  end(): string {
    return this.#ended('');
  }

  #begin(text: string): void {
    if (this.#length <= longest) this.#begun.push(text);
    this.#length += text.length;
  }

  #ended(end: string): string {
    this.#begin(end);
    const line = this.#begun.join('');
    this.#begun = [];
    this.#length = 0;
    return line;
  }
}
