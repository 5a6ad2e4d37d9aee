import type { ProgressLine } from '../progress.ts';
import type { EventFile } from './event-file.ts';
import { LogFile } from './log-file.ts';
import { ScreenLog } from './screen-log.ts';

/** Milliseconds before progress is shown. */
const patience = 500;

/** Makes a file for the events of what was written at that time, in seconds since 1970. */
export type EventsAt = (time: number) => Promise<EventFile>;

/** A log that is being read, and the events that are made of it. */
export class Reading {
  readonly path: string;
  #file: LogFile;
  #log = new ScreenLog();
  #eventsAt: EventsAt | null = null;
  #events: EventFile | null = null;
  /** When what is being read was written. */
  #time = 0;

  private constructor(path: string, file: LogFile) {
    this.path = path;
    this.#file = file;
  }

  /** Throws a UserError where there is no such file to read. */
  static async open(path: string): Promise<Reading> {
    return new Reading(path, await LogFile.open(path));
  }

  get log(): ScreenLog {
    return this.#log;
  }

  /** Makes events of what is read from now on. */
  async makeEvents(eventsAt: EventsAt): Promise<void> {
    this.#eventsAt = eventsAt;
    await this.#begin();
  }

  /** Reads all that there is by now; returns whether there was anything. */
  async readOn(line: ProgressLine | null, signal?: AbortSignal): Promise<boolean> {
    const begun = performance.now();
    let isGrown = false;
    while (!signal?.aborted) {
      const text = await this.#file.read();
      if (text === null) break;
      isGrown = true;
      const { read, modified } = await this.#file.state();
      this.#time = modified;
      this.#log.reader.add(text);
      await this.#events?.flush();
      if (read < 1 && performance.now() - begun > patience)
        line?.show({ done: read, notes: [`step ${this.#log.reader.records.at(-1)?.step ?? 0}`] });
    }
    await this.#events?.flush();
    return isGrown;
  }

  /** Whether another file has taken the log's name, or it has become shorter than what was read of it. */
  isReplaced(): Promise<boolean> {
    return this.#file.isReplaced();
  }

  /** Forgets what was read, and reads the file that has the log's name now. */
  async beginAnew(): Promise<void> {
    await this.close();
    this.#file = await LogFile.open(this.path);
    await this.#begin();
  }

  async close(): Promise<void> {
    try {
      await this.#events?.close();
    } finally {
      await this.#file.close();
    }
  }

  async #begin(): Promise<void> {
    const { modified } = await this.#file.state();
    this.#events = (await this.#eventsAt?.(modified)) ?? null;
    this.#log = new ScreenLog((record) => this.#events?.add(record, this.#time));
  }
}
