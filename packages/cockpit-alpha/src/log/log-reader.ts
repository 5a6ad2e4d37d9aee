import { kindOf } from '../require.ts';
import { Lines } from './lines.ts';
import type { LoggedRecord } from './logged-record.ts';
import { parseRecord } from './parse-record.ts';

/** What a log came to. */
export interface Log {
  /** By rising steps. */
  readonly records: readonly LoggedRecord[];
  /** Lines that are no records and were left out; the first one's number counts from 1. */
  readonly damaged: { readonly lines: number; readonly first: number | null };
  /** How many records were written anew, by a run that was gone on with from an earlier step. */
  readonly replaced: number;
  /** Whether the last line had been begun only when the log ended. */
  readonly isTorn: boolean;
}

export interface LogReaderOptions {
  /** What is kept of a record, of logs that are larger than memory; all of it if not given. */
  readonly keep?: (record: LoggedRecord) => LoggedRecord;
}

/**
 * Reads a log of `logLine`s piece by piece, as it comes from a file or a socket, while it is still being written. A
 * record whose step is not above the one before belongs to a run that was gone on with: it takes the place of all from
 * its own step on. Lines that are damaged are left out and counted; of one that was torn and written on, the record that
 * it ends with is kept.
 */
export class LogReader implements Log {
  readonly #lines = new Lines();
  readonly #keep: (record: LoggedRecord) => LoggedRecord;
  readonly #records: LoggedRecord[] = [];
  /** Theirs; what is kept of a record may be without its own. */
  readonly #steps: number[] = [];
  #line = 0;
  #damaged = 0;
  #firstDamaged: number | null = null;
  #replaced = 0;
  #isTorn = false;

  constructor({ keep = (record) => record }: LogReaderOptions = {}) {
    this.#keep = keep;
  }

  get records(): readonly LoggedRecord[] {
    return this.#records;
  }

  get damaged() {
    return { lines: this.#damaged, first: this.#firstDamaged };
  }

  get replaced(): number {
    return this.#replaced;
  }

  get isTorn(): boolean {
    return this.#isTorn;
  }

  /**
   * Takes the text that comes next, cut anywhere; a line that has not ended waits for the rest of it.
   * @throws TypeError where it is no text
   */
  add(text: string): this {
    if (typeof text !== 'string')
      throw new TypeError(
        `LogReader: 'text' must be a string, but is ${kindOf(text)}; decode bytes with a TextDecoder`,
      );
    for (const line of this.#lines.add(text)) this.#read(line);
    return this;
  }

  /** Takes the line that has not ended as the last one: as a record where it is whole. */
  end(): this {
    const line = this.#lines.end();
    if (line.trim() === '') return this;
    const record = parseRecord(line);
    this.#isTorn = record === null;
    if (record) this.#take(record);
    return this;
  }

  #read(line: string): void {
    this.#line++;
    const record = parseRecord(line);
    if (record) this.#take(record);
    else if (line.trim() !== '') this.#rescue(line);
  }

  #rescue(line: string): void {
    this.#damaged++;
    this.#firstDamaged ??= this.#line;
    const last = lastBeginning(line);
    const rescued = last > 0 ? parseRecord(line.slice(last)) : null;
    if (rescued) this.#take(rescued);
  }

  #take(record: LoggedRecord): void {
    for (; this.#steps.length > 0 && this.#steps[this.#steps.length - 1] >= record.step; this.#replaced++) {
      this.#steps.pop();
      this.#records.pop();
    }
    this.#steps.push(record.step);
    this.#records.push(this.#keep(record));
  }
}

/** Where the last record of a line begins: one that was torn runs into the next. */
const lastBeginning = (line: string): number => [...line.matchAll(/{"step":\d+,"values":/g)].at(-1)?.index ?? 0;

/** Reads a whole log. */
export const readLog = (text: string): Log => new LogReader().add(text).end();
