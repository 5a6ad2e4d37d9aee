import type { ProgressLine } from '../progress.ts';
import type { EventFile } from './event-file.ts';
import type { LogFile } from './log-file.ts';
import { ScreenLog } from './screen-log.ts';

/** A log that is being read, and where its events go. */
export interface Reading {
  readonly file: LogFile;
  readonly log: ScreenLog;
  readonly events: EventFile | null;
  /** When what is being read was written, in seconds since 1970. */
  time: number;
}

/** Begins to read a file. */
export function readingOf(file: LogFile, events: EventFile | null): Reading {
  const log = new ScreenLog((record) => events?.add(record, reading.time));
  const reading: Reading = { file, log, events, time: 0 };
  return reading;
}

/** Milliseconds before progress is shown. */
const patience = 500;

/** Reads all that there is by now; returns whether there was anything. */
export async function readOn(reading: Reading, signal: AbortSignal, line: ProgressLine | null): Promise<boolean> {
  const { file, log, events } = reading;
  const begun = performance.now();
  let isGrown = false;
  while (!signal.aborted) {
    const text = await file.read();
    if (text === null) break;
    isGrown = true;
    const { read, modified } = await file.state();
    reading.time = modified;
    log.reader.add(text);
    await events?.flush();
    if (performance.now() - begun > patience)
      line?.show({ done: read, notes: [`step ${log.reader.records.at(-1)?.step ?? 0}`] });
  }
  await events?.flush();
  return isGrown;
}
